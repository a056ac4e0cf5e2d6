import type { PageInput } from './contract.ts';

/** What a variant is called, and what differs besides the setting that is an axis of the page. */
export interface VariantWords {
  /** `rank 2, spectral`. */
  readonly name: string;
  /** Empty where nothing else differs. */
  readonly group: string;
}

/** The words for a variant of a batch whose variants differ in `fields`; `axis` is the one that a page draws against. */
export function variantWords(
  { name, labels }: Pick<PageInput['variants'][number], 'name' | 'labels'>,
  fields: readonly string[],
  axis: string,
): VariantWords {
  const words = labels.map((label, i) => worded(fields[i] ?? '', label));
  return {
    name: words.length > 0 ? words.join(', ') : name,
    group: words.filter((_, i) => i !== fields.indexOf(axis)).join(', '),
  };
}

/** A number alone says too little: `rank 2`, but `spectral`. */
function worded(field: string, label: string): string {
  return /^[−\d]/.test(label) ? `${field} ${label}` : label;
}
