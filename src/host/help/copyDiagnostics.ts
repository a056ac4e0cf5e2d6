import { UIKind, env, version as editorVersion, window, workspace, type Uri } from 'vscode';
import { chooseKernel } from '../../engine/kernel/choose.ts';
import { ENGINE_VERSION, VERSION } from '../../engine/version.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import { SETTINGS_SECTION, settingKeys } from '../manifest.ts';
import { cores, platformName } from '../nodeCores.ts';
import { homeFolder } from '../nodeHome.ts';
import type { RecentProblems } from '../recentProblems.ts';
import { diagnosticsText } from './diagnosticsText.ts';
import type { KnownFolder } from './scrubbed.ts';

/** Copies what a report of a problem needs, as Markdown without private paths. */
export async function copyDiagnostics(parts: {
  readonly extension: Uri;
  readonly batches: BatchRegistry;
  readonly workers: () => number;
  readonly problems: RecentProblems;
}): Promise<void> {
  const text = diagnosticsText(
    {
      version: VERSION,
      engine: ENGINE_VERSION,
      kernel: chooseKernel().name,
      editor: `VS Code ${editorVersion}, ${env.uiKind === UIKind.Web ? 'in a browser' : 'desktop'}, ${env.remoteName ?? 'local'}`,
      platform: platformName(),
      cores: cores(),
      workers: parts.workers(),
      workspace: workspaceWords(),
      settings: changedSettings(),
      batches: `${parts.batches.running.length} running`,
      problems: parts.problems.all,
    },
    knownFolders(parts.extension),
  );
  await env.clipboard.writeText(text);
  window.setStatusBarMessage('Copied: what a report needs, without private paths', 4000);
}

function workspaceWords(): string {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = [...new Set(folders.map(({ uri }) => uri.scheme))].join(', ');
  const count = folders.length === 1 ? '1 folder' : `${folders.length} folders`;
  return `${count}${schemes === '' ? '' : ` (${schemes})`}, ${workspace.isTrusted ? 'trusted' : 'not trusted'}`;
}

/** Settings that somebody has set, whoever it was. */
function changedSettings(): Readonly<Record<string, unknown>> {
  const section = workspace.getConfiguration(SETTINGS_SECTION);
  return Object.fromEntries(
    Object.values(settingKeys).flatMap(key => {
      const found = section.inspect(key);
      const isSet =
        found?.globalValue !== undefined ||
        found?.workspaceValue !== undefined ||
        found?.workspaceFolderValue !== undefined;
      return isSet ? [[`${SETTINGS_SECTION}.${key}`, section.get<unknown>(key)]] : [];
    }),
  );
}

/** Files of the workspace are told by their place in it. */
function knownFolders(extension: Uri): readonly KnownFolder[] {
  const folders = (workspace.workspaceFolders ?? []).flatMap(({ uri }, i, all): KnownFolder[] =>
    [uri.path, uri.fsPath].map(path => ({ path, name: all.length > 1 ? `<folder ${i + 1}>` : '' })),
  );
  return [
    ...folders,
    ...[extension.path, extension.fsPath].map(path => ({ path, name: '<extension>' })),
    { path: homeFolder(), name: '~' },
  ];
}
