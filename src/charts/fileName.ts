/** A file name from a title: letters and digits of any script, hyphens between; `ending` begins with a dot. */
export function fileName(title: string, ending: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'figure' : stem}${ending}`;
}
