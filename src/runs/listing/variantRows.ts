import type { BatchModel } from '../batchModel.ts';
import { counted, fixed, formatNumber, grouped } from '../format.ts';
import { nameVariants, type BatchNames } from '../naming.ts';
import type { BatchHead } from '../record.ts';
import { headlineKey, seriesName } from './batchCard.ts';
import { escaped, type RowText } from './rows.ts';

/** A batch as far as it is known: one that runs, or the ends of one from the store. */
export interface KnownBatch {
  readonly root: string;
  readonly head: BatchHead;
  readonly model: BatchModel;
}

export interface VariantRow {
  readonly kind: 'variant';
  readonly known: KnownBatch;
  readonly variant: number;
  readonly text: RowText;
}

/** A run that is being computed, or that failed. */
export interface RunRow {
  readonly kind: 'run';
  readonly known: KnownBatch;
  /** Position in the batch. */
  readonly run: number;
  readonly text: RowText;
}

/** One row a variant: what it is called, what its runs ended with, how many failed. */
export function variantRows(known: KnownBatch): readonly VariantRow[] {
  const { head, model } = known;
  const names = nameVariants(head.variants, head.seeds);
  return head.variants.map((_, variant) => ({
    kind: 'variant',
    known,
    variant,
    text: variantText(known, names, variant, headlineKey(model)),
  }));
}

function variantText(
  { root, head, model }: KnownBatch,
  names: BatchNames,
  variant: number,
  key: string | null,
): RowText {
  const { total, done, failed } = model.counts(variant);
  const running = model.progressOf(variant).filter(({ status }) => status === 'running').length;
  const end = key === null ? null : model.final(variant, key);
  const escape = model.events(variant)['escape'];
  const parts: string[] = [];
  if (done < total) parts.push(`${grouped(done)} of ${counted(total, 'seed')}`);
  if (key !== null && end !== null) parts.push(`${seriesName(model, key)} ${spread(end)}`);
  if (escape) parts.push(`T½ ${formatNumber(escape.mean, 3)}`);
  if (failed > 0) parts.push(`${grouped(failed)} failed`);
  if (running > 0) parts.push(`${grouped(running)} running`);
  const name = names.variants[variant]?.name ?? '';
  const label = names.fields.length === 1 ? `${names.fields[0] ?? ''} ${name}` : name;
  const settings = Object.entries(head.variants[variant]?.label ?? {}).map(
    ([path, value]) => `${escaped(path)}: ${escaped(JSON.stringify(value))}`,
  );
  return {
    key: `${root}\n${head.id}\n${variant}`,
    label,
    description: parts.join(' · '),
    tooltip: [`**${escaped(label)}**`, ...settings, ...parts.map(escaped)].join('  \n'),
    icon: running > 0 ? 'sync' : failed > 0 ? 'warning' : 'graph-line',
    tone: failed > 0 ? 'warning' : 'plain',
    context: 'variant',
    spoken: [label, ...parts].join(', '),
    opens: model.progressOf(variant).some(({ status }) => isWorthARow(status)) ? 'closed' : 'leaf',
  };
}

/** The runs of a variant that are being computed or failed; the others are in its mean. */
export function runRows({ known, variant }: VariantRow): readonly RunRow[] {
  const { root, head, model } = known;
  return model.progressOf(variant).flatMap(({ seed, status, fraction, reason }, i): RunRow[] => {
    if (!isWorthARow(status)) return [];
    const run = variant * head.seeds.length + i;
    const label = `seed ${seed}`;
    const description = status === 'running' ? `${Math.floor(100 * fraction)} %` : `failed: ${reason}`;
    return [
      {
        kind: 'run',
        known,
        run,
        text: {
          key: `${root}\n${head.id}\n${variant}\n${seed}`,
          label,
          description,
          tooltip: escaped(`${label}: ${description}`),
          icon: status === 'running' ? 'sync' : 'error',
          tone: status === 'failed' ? 'error' : 'plain',
          context: `run ${status}`,
          spoken: `${label}, ${description}`,
          opens: 'leaf',
        },
      },
    ];
  });
}

function isWorthARow(status: string): status is 'running' | 'failed' {
  return status === 'running' || status === 'failed';
}

function spread({ mean, sd }: { readonly mean: number; readonly sd: number }): string {
  return sd > 0 ? `${fixed(mean, 2)} ± ${fixed(sd, 2)}` : fixed(mean, 2);
}
