import type { Fault, Result } from '../../fault.ts';
import { fail, type ArrayMention, type EngineFiles } from '../arrays.ts';
import { labelledSets, type LabelledArrays, type LabelledSets } from '../labelledArrays.ts';
import type { FolderData } from './folderDataSettings.ts';

const AT = ['problem', 'data'] as const;

/** Images of folders, and what their classes are called; null where the folder does not say. */
export interface FolderSets extends LabelledSets {
  readonly names: readonly string[] | null;
}

/** Whatever the folder has is read at once, under this name. */
export function folderMention(path: string, setting: 'path' | 'testPath', name = 'X'): ArrayMention {
  const at = [...AT, setting];
  return { path, name, at, fileAt: at };
}

/** The folders that the settings name. */
export function folderMentions({ path, testPath }: FolderData): Readonly<Record<string, ArrayMention>> {
  return {
    X: folderMention(path, 'path'),
    ...(testPath !== undefined && { testX: folderMention(testPath, 'testPath') }),
  };
}

/** Reads them; classes of two folders are the same where their names are. */
export function folderSets({ path, testPath }: FolderData, files: EngineFiles): Result<FolderSets> {
  const tested = files[path]?.['testX'] !== undefined;
  if (tested && testPath !== undefined) return fail(twiceFault(path));
  const from =
    testPath === undefined
      ? ([path, 'path', 'testX', 'testY'] as const)
      : ([testPath, 'testPath', 'X', 'y'] as const);
  const [testFolder, setting, testX, testY] = from;
  const sets = labelledSets(
    {
      ...{ X: folderMention(path, 'path'), y: folderMention(path, 'path', 'y') },
      ...((tested || testPath !== undefined) && {
        testX: folderMention(testFolder, setting, testX),
        testY: folderMention(testFolder, setting, testY),
      }),
    },
    files,
  );
  if (!sets.ok) return sets;
  const { train, test, classes } = sets.value;
  const names = namesIn(path, files, classes);
  const testNames = testPath === undefined ? null : namesIn(testPath, files, 0);
  if (!test || !testNames || !names) return { ok: true, value: { ...sets.value, names } };
  const strange = testNames.find(name => !names.includes(name));
  if (strange !== undefined) return fail(strangeFault(strange, testPath!, path));
  const renumbered: LabelledArrays = {
    ...test,
    labels: test.labels.map(label => names.indexOf(testNames[label]!)),
  };
  return { ok: true, value: { train, test: renumbered, classes: names.length, names } };
}

/** The lines of a folder’s `classNames`; null where there are fewer than classes. */
function namesIn(path: string, files: EngineFiles, classes: number): readonly string[] | null {
  const text = files[path]?.['classNames']?.data;
  if (!(text instanceof Uint8Array)) return null;
  // a copy: shared memory is not decoded
  const lines = new TextDecoder().decode(text.slice()).split('\n');
  const names = lines.map(line => line.trim()).filter(line => line !== '');
  return names.length < classes ? null : names;
}

function twiceFault(path: string): Fault {
  return {
    code: 'test-set-twice',
    path: [...AT, 'testPath'],
    message: `The folder “${path}” has a test set of its own`,
    remedy: 'remove "testPath"',
  };
}

function strangeFault(name: string, testPath: string, path: string): Fault {
  return {
    code: 'test-class-unknown',
    path: [...AT, 'testPath'],
    message: `“${testPath}” has the class “${name}”, which “${path}” has not`,
    remedy: 'call the folders of both alike',
  };
}
