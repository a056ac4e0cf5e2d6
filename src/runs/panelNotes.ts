import type { NoteView, PanelIntent } from '../protocol/panel.ts';
import type { Failure } from './batchModel.ts';
import { counted, formatNumber, grouped } from './format.ts';
import type { BatchNames } from './naming.ts';

interface Action {
  readonly label: string;
  readonly intent: PanelIntent;
}

const showLog: Action = { label: 'Show Log', intent: { type: 'showLog' } };
const runAgain: Action = { label: 'Run Again', intent: { type: 'run' } };

/** A problem of the file, as the language features report it. */
export interface FileProblem {
  readonly message: string;
  readonly remedy: string;
  /** 1-based. */
  readonly line: number;
  /** `problem.pretrained.path`, empty for the file as a whole. */
  readonly field: string;
}

const SHOWN = 4;

/** What keeps a file from running: one note a problem, the first with the buttons. */
export function problemNotes(file: string, problems: readonly FileProblem[]): readonly NoteView[] {
  const notes = problems.slice(0, SHOWN).map((problem, i): NoteView => {
    const place =
      problem.field === ''
        ? `${file}, line ${problem.line}`
        : `${file}, line ${problem.line}: ${problem.field}`;
    const show: Action = {
      label: `Show Line ${problem.line}`,
      intent: { type: 'showFile', line: problem.line },
    };
    return {
      severity: 'error',
      title: sentence(problem.message),
      detail: `${sentence(problem.remedy)} ${place}.`.trim(),
      actions: i === 0 ? [show, runAgain, showLog] : [show],
    };
  });
  if (problems.length <= SHOWN) return notes;
  const more = counted(problems.length - SHOWN, 'more problem');
  return [
    ...notes,
    {
      severity: 'info',
      title: `${more} in ${file}.`,
      detail: 'The Problems view lists them all.',
      actions: [],
    },
  ];
}

/** Runs that failed, those of one variant for one reason together. */
export function failureNotes(failures: readonly Failure[], names: BatchNames): readonly NoteView[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const key = `${failure.variant} ${failure.divergence === null ? failure.reason : 'diverged'}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  const notes = [...groups.values()].map((group): NoteView => failureNote(group, names));
  if (notes.length <= SHOWN) return notes;
  const rest = [...groups.values()].slice(SHOWN).reduce((sum, group) => sum + group.length, 0);
  return [
    ...notes.slice(0, SHOWN),
    {
      severity: 'error',
      title: `${counted(rest, 'more run')} failed.`,
      detail: 'The table marks them.',
      actions: [showLog],
    },
  ];
}

function failureNote(group: readonly Failure[], names: BatchNames): NoteView {
  const first = group[0]!;
  const who = nameOf(first.variant, names);
  const seeds = `seed${group.length === 1 ? '' : 's'} ${group.map(({ seed }) => seed).join(', ')}`;
  if (first.divergence === null) {
    return {
      severity: 'error',
      title: `${who} failed for ${seeds}.`,
      detail: sentence(first.reason),
      actions: [{ label: 'Run Failed Again', intent: { type: 'rerunFailed' } }, showLog],
    };
  }
  const { t, step, loss, remedy } = first.divergence;
  const where = step === undefined ? `t = ${formatNumber(t, 3)}` : `step ${grouped(step)}`;
  return {
    severity: 'error',
    title: `${who} diverged after ${where}${group.length > 1 ? ` (${seeds})` : ''}.`,
    detail: `Last finite state: ${where}, loss ${formatNumber(loss, 2)}. ${sentence(remedy)}`,
    actions: [runAgain],
  };
}

function nameOf(variant: number, names: BatchNames): string {
  const name = names.variants[variant]?.name ?? '';
  return names.fields.length === 1 ? `${names.fields[0] ?? ''} ${name}` : name;
}

/** A batch that was running when the editor closed. */
export function interruptedNote(done: number, total: number): NoteView {
  return {
    severity: 'warning',
    title: `This batch was interrupted after ${grouped(done)} of ${counted(total, 'run')}.`,
    detail: 'What was computed is kept. Running again computes only what is missing.',
    actions: [{ label: 'Run the Rest', intent: { type: 'run' } }],
  };
}

/** Runs that cannot be kept: nothing is lost while the panel is open. */
export function storeNote(message: string, remedy: string): NoteView {
  return { severity: 'warning', title: sentence(message), detail: sentence(remedy), actions: [showLog] };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
