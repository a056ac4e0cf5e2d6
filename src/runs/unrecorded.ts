import { spacedJson } from '../experiment/edits.ts';
import { editableFile, listEdit } from '../experiment/editableFile.ts';
import { problemKinds } from '../experiment/kinds/registry.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import type { UnrecordedView } from '../protocol/directions.ts';
import type { BatchModel } from './batchModel.ts';
import type { VariantLabel, VariantRecord } from './record.ts';

/** Series that have views of their own: singular values of the learned map, and the map in the target’s bases. */
const WITH_VIEWS: readonly string[] = ['svF', 'uFv'];

/** A missing series, and for which variant the file would be edited. */
export interface Unrecorded {
  readonly view: UnrecordedView;
  /** The id by which the panel asks for the edit. */
  readonly id: string;
  readonly label: VariantLabel;
}

/**
 * The series with views of their own that a batch could have recorded and has not. `text` is the file as it was
 * launched, to see whether the line can be added to it; null while that is of no interest.
 */
export function unrecordedSeries(
  variants: readonly VariantRecord[],
  model: BatchModel,
  text: string | null,
): readonly Unrecorded[] {
  const recorded = new Set([...model.series.map(({ key }) => wholeSeries(key)), model.matrix?.series.key]);
  const missing = WITH_VIEWS.filter(key => !recorded.has(key));
  const [first] = variants;
  if (missing.length === 0 || first === undefined || !isResolvedVariant(first.resolved)) return [];
  const { problem, metrics } = first.resolved;
  const kind = problemKinds.find(each => each.kind === problem['kind']);
  const asked = metrics.filter(key => !kind?.defaultSeries.includes(key));
  const file = text === null ? null : editableFile(text);
  return missing.flatMap(key => {
    const info = kind?.series.find(series => series.key === key);
    if (info === undefined) return [];
    const edit = file && listEdit(file, first.label, ['metrics'], key);
    const id = `record ${key}`;
    const line = `"metrics": ${spacedJson([...asked, key])}`;
    const action = edit && {
      label: `Add ${line} to the File`,
      intent: { type: 'applyFix', fix: id } as const,
    };
    return [{ view: { key, label: info.label, line, action }, id, label: first.label }];
  });
}

function wholeSeries(column: string): string {
  return column.split('.')[0] ?? column;
}
