import { zipSync } from 'fflate';
import { npyBytes } from './npyBytes.ts';

/** A `.npz` file of float64 matrices given by rows, as `numpy.savez` writes it. */
export function npzBytes(matrices: Readonly<Record<string, readonly (readonly number[])[]>>): Uint8Array {
  const files = Object.entries(matrices).map(([name, rows]) => {
    const shape = `(${rows.length}, ${rows[0]?.length ?? 0})`;
    const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
    return [`${name}.npy`, npyBytes(header, new Uint8Array(Float64Array.from(rows.flat()).buffer))] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 0 });
}
