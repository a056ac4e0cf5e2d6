import { Uri, workspace } from 'vscode';
import { parse } from 'jsonc-parser';
import { EXTENSION } from '../manifest.ts';

/** A shipped experiment. */
export interface Preset {
  /** File name without its ending. */
  readonly name: string;
  readonly title: string;
  /** The question it answers; its title where its first comment asks none. */
  readonly question: string;
  /** What the first comment says besides. */
  readonly about: string;
  readonly text: string;
}

/** What a newcomer sees first. */
const FIRST = 'first-experiment';

/** The shipped experiments: the first one to try, then by name. */
export async function listPresets(folder: Uri): Promise<readonly Preset[]> {
  const entries = await workspace.fs.readDirectory(folder);
  const names = entries.map(([name]) => name).filter(name => name.endsWith(EXTENSION));
  return Promise.all(
    names.sort(byName).map(async file => {
      const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, file)));
      const name = file.slice(0, -EXTENSION.length);
      const title = titleIn(text) ?? name;
      const [, question = title, about = ''] = /^([^?]*\?)?\s*(.*)$/s.exec(firstComment(text)) ?? [];
      return { name, title, question, about, text };
    }),
  );
}

function byName(a: string, b: string): number {
  const rank = (name: string): number => (name.startsWith(FIRST) ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function titleIn(text: string): string | null {
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  if (typeof value !== 'object' || value === null || !('title' in value)) return null;
  return typeof value.title === 'string' && value.title !== '' ? value.title : null;
}

/** The lines of `//` comments at the top of the file, as one paragraph. */
function firstComment(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const comment = /^\s*\/\/\s?(.*)$/.exec(line);
    if (comment !== null) lines.push(comment[1]!.trim());
    else if (lines.length > 0 || !/^\s*\{?\s*$/.test(line)) break;
  }
  return lines.join(' ');
}
