/** A fresh batch id that sorts by time: `20261122T105801Z-4f3a`. `random` is in [0, 1). */
export function newBatchId(time: Date, random: number): string {
  const stamp = time.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  const tail = Math.floor(random * 0x10000)
    .toString(16)
    .padStart(4, '0');
  return `${stamp}-${tail}`;
}
