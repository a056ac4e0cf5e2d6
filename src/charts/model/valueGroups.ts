import type { PanelView, VariantView } from '../../protocol/panel.ts';

/** More charts than these cannot be compared. */
const MOST_FACETS = 24;

/** The variants by their value of the field with this index, in the order in which the values come. */
export function groupsBy(
  variants: readonly VariantView[],
  field: number,
): ReadonlyMap<string, readonly VariantView[]> {
  const groups = new Map<string, VariantView[]>();
  for (const variant of variants) {
    const value = variant.labels[field] ?? '';
    const members = groups.get(value);
    if (members) members.push(variant);
    else groups.set(value, [variant]);
  }
  return groups;
}

/** The fields by which variants can be pooled: some share a value. */
export function groupFields({ grouping, fields, variants }: PanelView): readonly string[] {
  return grouping?.fields ?? fields.filter((_, field) => groupsBy(variants, field).size < variants.length);
}

/** The fields of whose values each can have a chart of its own: they are few, and some variants share one. */
export function facetFields(view: PanelView): readonly string[] {
  const { grouping, fields, variants } = view;
  if (grouping) return grouping.fields;
  return groupFields(view).filter(field => groupsBy(variants, fields.indexOf(field)).size <= MOST_FACETS);
}
