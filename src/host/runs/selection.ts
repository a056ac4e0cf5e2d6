import type { BatchRow } from '../../runs/listing/rows.ts';
import type { RunsRow } from './runsView.ts';

/** A batch that was chosen in the list, as a whole or in one variant. */
export interface ChosenBatch {
  readonly root: string;
  readonly id: string;
  readonly name: string;
  /** Null: all of them. */
  readonly variant: number | null;
}

/**
 * The rows that a command is about: those that were selected where the clicked one is among them, else the clicked
 * one alone; without either what is selected in the list.
 */
export function rowsOf(clicked: unknown, selected: unknown, inList: readonly RunsRow[]): readonly RunsRow[] {
  const many = Array.isArray(selected) ? selected.filter(isRow) : [];
  if (many.length > 0) return many;
  return isRow(clicked) ? [clicked] : inList;
}

/** The batches among rows; of an experiment the newest, of a run the one that it is of. */
export function chosenBatches(rows: readonly RunsRow[]): readonly ChosenBatch[] {
  const chosen = rows.flatMap((row): readonly ChosenBatch[] => {
    switch (row.kind) {
      case 'experiment': {
        const newest = row.batches[0];
        return newest ? [ofBatch({ root: row.root, batch: newest }, row.text.label)] : [];
      }
      case 'batch':
        return [ofBatch(row, row.text.label)];
      case 'variant':
        return [{ root: row.known.root, id: row.known.head.id, name: row.text.label, variant: row.variant }];
      case 'run':
        return [];
    }
  });
  const whole = new Set(chosen.flatMap(({ id, variant }) => (variant === null ? [id] : [])));
  return chosen.filter(({ id, variant }) => variant === null || !whole.has(id));
}

function ofBatch({ root, batch }: Pick<BatchRow, 'root' | 'batch'>, name: string): ChosenBatch {
  return { root, id: batch.card.id, name, variant: null };
}

/** Whether a command was called on a row. */
export function isRow(value: unknown): value is RunsRow {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'text' in value &&
    ['experiment', 'batch', 'variant', 'run'].includes(String(value.kind))
  );
}
