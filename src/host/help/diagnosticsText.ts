import type { Problem } from '../recentProblems.ts';
import { scrubbed, type KnownFolder } from './scrubbed.ts';

/** What a report of a problem needs. */
export interface DiagnosticFacts {
  readonly version: string;
  readonly engine: string;
  readonly kernel: string;
  /** `VS Code 1.109.0, desktop`. */
  readonly editor: string;
  /** `linux x64, Node 24.1.0`. */
  readonly platform: string;
  readonly cores: number;
  readonly workers: number;
  readonly workspace: string;
  /** Settings that are not the default, as JSON. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly batches: string;
  readonly problems: readonly Problem[];
}

/** The facts as Markdown to paste into a report; it names no path of the machine beyond the workspace. */
export function diagnosticsText(facts: DiagnosticFacts, folders: readonly KnownFolder[]): string {
  const { version, engine, kernel, editor, platform, cores, workers, workspace, settings, batches } = facts;
  const changed = Object.entries(settings).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  const problems = facts.problems.map(
    ({ time, severity, message }) => `  ${time.toISOString().slice(11, 19)} ${severity} ${indented(message)}`,
  );
  const lines = [
    `LoRA Dynamics ${version}, engine ${engine}, kernel ${kernel}`,
    editor,
    platform,
    `${cores} cores, ${workers} workers`,
    `Workspace: ${workspace}`,
    `Batches: ${batches}`,
    changed.length === 0 ? 'Settings: all as they come' : 'Settings:',
    ...changed,
    problems.length === 0 ? 'Warnings and errors of this session: none' : 'Warnings and errors, UTC:',
    ...problems,
  ];
  return `\`\`\`text\n${scrubbed(lines.join('\n'), folders)}\n\`\`\`\n`;
}

function indented(message: string): string {
  return message.trim().replaceAll('\n', '\n    ');
}
