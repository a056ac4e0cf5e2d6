import type { BatchEstimate } from '../experiment/cost.ts';
import { counted, formatBytes, formatForecast } from './format.ts';

/**
 * What a batch will cost, said before it begins: `180 runs, about 4 s on 2 workers; memory: 12 MB a worker, 3 MB for results`.
 */
export function forecast({ runs, seconds, runBytes, storedBytes }: BatchEstimate, workers: number): string {
  const parallel = Math.max(1, Math.min(workers, runs));
  const time = formatForecast(seconds / parallel);
  const about = time.startsWith('under') ? time : `about ${time}`;
  const size = `${formatBytes(runBytes)} a worker, ${formatBytes(storedBytes)} for results`;
  return `${counted(runs, 'run')}, ${about} on ${counted(parallel, 'worker')}; memory: ${size}`;
}
