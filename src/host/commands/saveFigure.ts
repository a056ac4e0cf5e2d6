import { Uri, window, workspace } from 'vscode';

const kinds: Readonly<Record<string, string>> = {
  svg: 'SVG image',
  png: 'PNG image',
  json: 'Vega-Lite specification',
  csv: 'Comma-separated values',
  npz: 'NumPy archive',
};

/**
 * Writes a figure or a table of a panel where the user says; null when done or given up, else why it failed. `onSaved` hears that
 * it was written.
 */
export async function saveFigure(
  experiment: Uri,
  name: string,
  kind: string,
  content: string | Uint8Array,
  onSaved: () => void,
): Promise<string | null> {
  const chosen = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folderOf(experiment), safeName(name)),
    filters: { [kinds[kind] ?? kind]: [kind] },
    saveLabel: 'Export',
  });
  if (chosen === undefined) return null;
  try {
    await workspace.fs.writeFile(
      chosen,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    );
    onSaved();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function folderOf(experiment: Uri): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return experiment.scheme === 'untitled' && folder !== undefined ? folder : Uri.joinPath(experiment, '..');
}

/** A page may name the file, not the place. */
function safeName(name: string): string {
  const safe = name.replace(/[\\/:*?"<>|]/g, '-').replace(/^\.+/, '');
  return safe === '' ? 'figure' : safe;
}
