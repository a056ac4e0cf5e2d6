/** A folder whose path must not be told, and what stands for it. */
export interface KnownFolder {
  readonly path: string;
  readonly name: string;
}

const SCHEME = String.raw`(?:[a-z][a-z0-9+.-]*:\/\/[^\s/'"\u0060)]*)?`;
/** One part of a path, without the separators around it. */
const PART = String.raw`[^\s\\/:'"\u0060()<>]+`;
/** Not `and/or`, not `runs/s`. */
const BEGINS = String.raw`(?<![\w.)])`;

/** An absolute path that stands in quotes, whatever is in it. */
const QUOTED = /(['"`])((?:[A-Za-z]:)?[\\/][^'"`\n]*)\1/g;
/** One that does not: a part may have spaces in it where another part follows. */
const ABSOLUTE = new RegExp(
  `${BEGINS}${SCHEME}(?:[A-Za-z]:)?(?:[\\\\/]+${PART}(?: ${PART})*(?=[\\\\/]))*[\\\\/]+${PART}`,
  'g',
);

/**
 * A text without the paths of this machine: those below a known folder become relative to it, of all others only the
 * last part is left. The first folder that fits counts. Windows paths may have their separators doubled, as JSON has them.
 */
export function scrubbed(text: string, folders: readonly KnownFolder[]): string {
  // What a known folder becomes is kept aside, so that nothing is taken for a path a second time.
  const kept: string[] = [];
  const aside = (words: string): string => `\uE000${kept.push(words) - 1}\uE001`;
  let clean = text;
  for (const { path, name } of folders) {
    const below = insideOf(path);
    if (below === null) continue;
    clean = clean.replace(below, (_, rest: string) => {
      const inner = decoded(rest).split(/[\\/]+/);
      return aside([name, ...inner].filter(part => part !== '').join('/'));
    });
  }
  clean = clean
    .replace(QUOTED, (_, quote: string, path: string) => `${quote}${aside(lastOf(path))}${quote}`)
    .replace(ABSOLUTE, path => aside(lastOf(decoded(path))));
  return clean.replace(/\uE000(\d+)\uE001/g, (_, i: string) => kept[Number(i)]!);
}

/** Finds the folder, as text, URI or JSON, with what follows inside it. */
function insideOf(path: string): RegExp | null {
  const parts = path.split(/[\\/]+/).filter(part => part !== '');
  if (parts.length === 0) return null;
  const drive = /^[A-Za-z]:$/.test(parts[0]!);
  const spelled = parts.map(part => {
    const ways = [part, encodeURIComponent(part), encodeURI(part)];
    return `(?:${[...new Set(ways)].map(escaped).join('|')})`;
  });
  const start = drive ? String.raw`[\\/]*` : String.raw`[\\/]+`;
  const end = String.raw`(?![^\\/\s:'"\u0060(),;<>])`;
  return new RegExp(
    `${BEGINS}${SCHEME}${start}${spelled.join('[\\\\/]+')}${end}((?:[\\\\/]+(?:${PART})?)*)`,
    drive ? 'gi' : 'g',
  );
}

function lastOf(path: string): string {
  return `…/${
    path
      .split(/[\\/]+/)
      .filter(part => part !== '')
      .at(-1) ?? ''
  }`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
