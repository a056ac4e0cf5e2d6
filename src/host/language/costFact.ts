import { findNode, type JsonDocument } from '../../experiment/document.ts';
import type { PlacedFact } from '../../experiment/facts/placedFacts.ts';
import type { Path } from '../../experiment/json.ts';
import type { FactInfo } from '../../experiment/kinds/contract.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { counted, formatBytes, formatForecast } from '../../runs/format.ts';

const info: FactInfo = {
  ...{ key: 'cost', label: 'time and memory of the batch', before: '', formula: '' },
  help: 'A forecast from the sizes, good to a factor of two or three; what was computed before costs nothing.',
};

/** The first of these that the file writes says what the batch costs. */
const PLACES: readonly Path[] = [['seeds'], ['sweep'], ['variants']];

/** `180 runs, ≈ 4 s, 12 MB a worker`, beside the number of seeds; nothing where the file cannot run or has no such place. */
export function costFact(
  { experiment, estimate }: LoadedExperiment,
  document: JsonDocument,
  workers: number,
): readonly PlacedFact[] {
  const path = PLACES.find(place => findNode(document.root, place).depth === place.length);
  const node = path && findNode(document.root, path).node;
  if (experiment === undefined || path === undefined || node === undefined) return [];
  const { runs, seconds, runBytes } = estimate;
  const time = formatForecast(seconds / Math.max(1, Math.min(workers, runs)));
  const about = time.startsWith('under') ? time : `≈ ${time}`;
  const value = `${counted(runs, 'run')}, ${about}, ${formatBytes(runBytes)} a worker`;
  return [{ info, path, span: { offset: node.offset, length: node.length }, values: [{ value }] }];
}
