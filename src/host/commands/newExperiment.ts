import {
  Position,
  QuickPickItemKind,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
  type QuickPickItem,
} from 'vscode';
import type { PresetInfo } from '../../experiment/presetInfo.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { EXTENSION } from '../manifest.ts';
import { homeFolder } from '../nodeHome.ts';

interface PresetItem extends QuickPickItem {
  /** Absent for the heading of a group. */
  readonly preset?: PresetInfo;
}

/** Offers the presets by the question they answer, and opens the chosen one as a file that is not saved yet. */
export async function newExperiment(extension: Uri): Promise<void> {
  const chosen = await window.showQuickPick(presetItems(), {
    title: 'New LoRA Experiment',
    placeHolder: 'What do you want to know?',
    matchOnDetail: true,
  });
  if (chosen?.preset === undefined) return;
  const { id } = chosen.preset;
  const file = Uri.joinPath(extension, 'media', 'presets', `${id}${EXTENSION}`);
  const text = new TextDecoder().decode(await workspace.fs.readFile(file));
  await window.showTextDocument(await untitledDocument(id, text));
}

/** The questions under the headings of their groups. */
function presetItems(): readonly PresetItem[] {
  return PRESETS.flatMap((preset, i): PresetItem[] => {
    const { group, question, look } = preset;
    const item = { label: question, detail: look, preset };
    if (group === PRESETS[i - 1]?.group) return [item];
    return [{ label: group, kind: QuickPickItemKind.Separator }, item];
  });
}

/**
 * Only a document whose URI ends in `.lora.json` has the schema, so the name is chosen here, free of existing files
 * and documents; saving puts it there.
 */
async function untitledDocument(name: string, text: string) {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homeFolder());
  const uri = await freeName(folder, name);
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  return document;
}

async function freeName(folder: Uri, name: string): Promise<Uri> {
  for (let i = 1; ; i += 1) {
    const file = Uri.joinPath(folder, `${name}${i === 1 ? '' : `-${i}`}${EXTENSION}`);
    const untitled = file.with({ scheme: 'untitled' });
    const open = workspace.textDocuments.some(({ uri }) => uri.toString() === untitled.toString());
    if (!open && !(await exists(file))) return untitled;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
