import { counted, formatForecast, grouped } from '../../runs/format.ts';

/** `6 variants × 30 seeds · ≈ 4 s`; `seconds` are those of one worker. */
export function batchSize(
  {
    variants,
    seeds,
    seconds,
  }: { readonly variants: number; readonly seeds: number; readonly seconds: number },
  workers: number,
): string {
  const each = seconds / Math.max(1, Math.min(workers, variants * seeds));
  const cost = each < 1 ? 'under 1 s' : `≈ ${formatForecast(each)}`;
  const runs =
    variants * seeds === 1
      ? '1 run'
      : `${counted(variants, 'variant')} × ${seeds === 1 ? '1 seed' : `${grouped(seeds)} seeds`}`;
  return `${runs} · ${cost}`;
}
