import { readFileSync } from 'node:fs';
import type { FileArray } from '../../../src/engine/problem/arrays.ts';

type Rows = readonly (readonly number[])[];

export interface ReferenceCase {
  readonly inputs: Readonly<Record<'W2' | 'W1' | 'D' | 'Yft' | 'A1' | 'B1' | 'A2' | 'B2', Rows>>;
  readonly directions?: Readonly<Record<'u' | 'v' | 'g', readonly number[]>>;
  readonly params?: { readonly T_half_pred: number; readonly a0: number; readonly lam: number };
  readonly expected_dims?: Readonly<Record<'m' | 'h' | 'n' | 'r1' | 'r2', number>>;
  readonly [key: string]: unknown;
}

export function referenceCase(name: string): ReferenceCase {
  const url = new URL(`../../reference/cases/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as ReferenceCase;
}

/** The matrices of a case as the loaded file `case.npz`. */
export function filesOf({
  inputs,
}: ReferenceCase): Readonly<Record<string, Readonly<Record<string, FileArray>>>> {
  const arrays = Object.fromEntries(
    Object.entries(inputs).map(([name, rows]) => [
      name,
      { shape: [rows.length, rows[0]!.length], data: Float64Array.from(rows.flat()) },
    ]),
  );
  return { 'case.npz': arrays };
}

export const caseProblem = {
  pretrained: { kind: 'file', path: 'case.npz' },
  target: { kind: 'file', path: 'case.npz', name: 'D', quantity: 'difference' },
};

export function caseAdapter({ inputs }: ReferenceCase): object {
  return { rank: inputs.A1.length, init: { kind: 'file', path: 'case.npz' } };
}
