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
      detail: `${advice(problem.remedy)} ${place}.`.trim(),
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

/** Runs that failed: those for one reason together, and diverged runs together with the others of their variant. */
export function failureNotes(
  failures: readonly Failure[],
  names: BatchNames,
  seeds: number,
  causes: ReadonlyMap<number, Pick<NoteView, 'detail' | 'actions'>> = new Map(),
): readonly NoteView[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const key = failure.divergence === null ? failure.reason : `diverged ${failure.variant}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  const shown = [...groups.values()].slice(0, SHOWN);
  const notes = shown.map(group => failureNote(group, names, seeds, causes.get(group[0]!.variant)));
  const rest = failures.length - shown.reduce((sum, group) => sum + group.length, 0);
  if (rest === 0) return notes;
  const title = `${counted(rest, 'more run')} failed.`;
  return [...notes, { severity: 'error', title, detail: 'The table marks them.', actions: [showLog] }];
}

function failureNote(
  group: readonly Failure[],
  names: BatchNames,
  seeds: number,
  cause: Pick<NoteView, 'detail' | 'actions'> | undefined,
): NoteView {
  const first = group[0]!;
  if (first.divergence === null) {
    return {
      severity: 'error',
      title: `${whoOf(group, names, seeds)} failed.`,
      detail: sentence(first.reason),
      actions: [{ label: 'Run Failed Again', intent: { type: 'resume' } }, showLog],
    };
  }
  const { t, step, loss, remedy } = first.divergence;
  const where = step === undefined ? `t = ${formatNumber(t, 3)}` : `step ${grouped(step)}`;
  const last = `Last finite state: ${where}, loss ${formatNumber(loss, 2)}.`;
  const which = seeds === 1 ? '' : ` (${seedsOf(group, seeds)})`;
  const who = names.fields.length === 0 ? 'The run' : nameOf(first.variant, names);
  return {
    severity: 'error',
    title: `${who} diverged after ${where}${which}.`,
    detail: cause ? `${cause.detail} ${last}` : `${last} ${advice(remedy)}`,
    actions: cause && cause.actions.length > 0 ? cause.actions : [runAgain],
  };
}

/** `All 180 runs`, `initScale 10⁻³, seeds 0 to 4`, `60 runs of 2 variants`. */
function whoOf(group: readonly Failure[], names: BatchNames, seeds: number): string {
  const variants = new Set(group.map(({ variant }) => variant));
  const total = names.variants.length * seeds;
  if (group.length === total && total > 1) return `All ${counted(total, 'run')}`;
  if (names.fields.length === 0) return capital(seedsOf(group, seeds));
  if (variants.size === 1) return `${nameOf(group[0]!.variant, names)}, ${seedsOf(group, seeds)}`;
  return `${counted(group.length, 'run')} of ${counted(variants.size, 'variant')}`;
}

/** `all 30 seeds`, `seed 3`, `seeds 1, 2, 7`, `12 of 30 seeds`. */
function seedsOf(group: readonly Failure[], seeds: number): string {
  if (group.length === seeds && seeds > 1) return `all ${counted(seeds, 'seed')}`;
  if (group.length > 6) return `${grouped(group.length)} of ${counted(seeds, 'seed')}`;
  return `${group.length === 1 ? 'seed' : 'seeds'} ${group.map(({ seed }) => seed).join(', ')}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
    actions: [{ label: 'Run the Rest', intent: { type: 'resume' } }],
  };
}

/** Runs that cannot be kept: nothing is lost while the panel is open. */
export function storeNote(message: string, remedy: string): NoteView {
  return { severity: 'warning', title: sentence(message), detail: advice(remedy), actions: [showLog] };
}

/** Runs that are not kept where the user's settings say: in the extension's own storage, or nowhere. */
export function elsewhereNote(wanted: string, kept: boolean): NoteView {
  return {
    severity: 'info',
    title: kept
      ? 'These runs are kept in the extension’s own storage.'
      : 'These runs are kept in memory only.',
    detail: `${wanted} cannot be written to.`,
    actions: [],
  };
}

/** A remedy as a sentence of its own: it starts with a verb, so with a capital. */
function advice(remedy: string): string {
  return capital(sentence(remedy));
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
