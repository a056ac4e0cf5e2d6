import { Position, Uri, WorkspaceEdit, window, workspace, type QuickPickItem } from 'vscode';
import { EXTENSION } from '../manifest.ts';
import { homeFolder } from '../nodeHome.ts';
import { listPresets, type Preset } from './presets.ts';

interface PresetItem extends QuickPickItem {
  readonly preset: Preset;
}

/** Offers the presets by the question they answer, and opens the chosen one as a file that is not saved yet. */
export async function newExperiment(extension: Uri): Promise<void> {
  const presets = await listPresets(Uri.joinPath(extension, 'media', 'presets'));
  const items = presets.map((preset): PresetItem => ({
    label: preset.question,
    detail: preset.about,
    preset,
  }));
  const chosen = await window.showQuickPick(items, {
    title: 'New LoRA Experiment',
    placeHolder: 'What do you want to know?',
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  await window.showTextDocument(await untitledDocument(chosen.preset));
}

/**
 * Only a document whose URI ends in `.lora.json` has the schema, so the name is chosen here, free of existing files
 * and documents; saving puts it there.
 */
async function untitledDocument({ name, text }: Preset) {
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
