/** What is drawn of things that belong to variants: that of the selected one, else the first; what belongs to none always. */
export function shownOf<Thing extends { readonly variant: string | null }>(
  things: readonly Thing[],
  selected: string | null,
): Thing | undefined {
  return things.find(({ variant }) => variant === null || variant === selected) ?? things[0];
}
