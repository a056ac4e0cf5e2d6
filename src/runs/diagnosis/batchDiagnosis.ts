import { editableFile, settingEdit, settingLine, type EditableFile } from '../../experiment/editableFile.ts';
import { written } from '../../experiment/edits.ts';
import type { Expectations } from '../../experiment/kinds/expectations.ts';
import type { DiagnosisView } from '../../protocol/diagnosis.ts';
import type { NoteView } from '../../protocol/panel.ts';
import type { BatchModel } from '../batchModel.ts';
import { counted, grouped, powerOfTen } from '../format.ts';
import type { BatchNames } from '../naming.ts';
import type { VariantLabel, VariantRecord } from '../record.ts';
import type { Remedy } from './contract.ts';
import { diagnoseVariant, type VariantDiagnosis } from './diagnose.ts';
import { signatures } from './signatures.ts';

/** An edit that the panel and the file offer after a run. */
export interface OfferedFix {
  /** What the panel sends back when it is chosen. */
  readonly id: string;
  /** `Set initScale to 1e-5`. */
  readonly title: string;
  /** What it helps against: `plateau`. */
  readonly against: string;
  readonly label: VariantLabel;
  readonly remedy: Remedy;
}

/** A batch as diagnosed. */
export interface BatchDiagnosis {
  readonly view: DiagnosisView;
  readonly fixes: readonly OfferedFix[];
  /** Of diverged variants, by index: why, and what to do. */
  readonly divergences: ReadonlyMap<number, Pick<NoteView, 'detail' | 'actions'>>;
}

export const undiagnosed: BatchDiagnosis = {
  view: { variants: {}, badges: [], notes: [] },
  fixes: [],
  divergences: new Map(),
};

interface Found {
  readonly variant: number;
  readonly diagnosis: VariantDiagnosis;
}

/** Diagnoses an ended batch. `text` is the file as it was launched: fixes are offered where they can be made in it. */
export function diagnoseBatch(
  variants: readonly VariantRecord[],
  expectations: readonly Expectations[],
  model: BatchModel,
  names: BatchNames,
  text: string,
): BatchDiagnosis {
  const found = variants.flatMap(({ resolved }, variant): Found[] => {
    const expected = expectations[variant];
    const diagnosis = expected && diagnoseVariant(resolved, expected, model.records(variant));
    return diagnosis ? [{ variant, diagnosis }] : [];
  });
  if (found.length === 0) return undiagnosed;
  const file = editableFile(text);
  const fixes: OfferedFix[] = [];
  const notes: NoteView[] = [];
  const divergences = new Map<number, Pick<NoteView, 'detail' | 'actions'>>();
  for (const signature of signatures) {
    const group = found.filter(({ diagnosis }) => diagnosis.signature === signature);
    if (group.length === 0) continue;
    if (signature.key === 'diverged') {
      for (const { variant, diagnosis } of group) {
        const { fix, actions } = actionsOf(variant, diagnosis, variants, file);
        if (fix !== null) fixes.push(fix);
        divergences.set(variant, { detail: diagnosis.why, actions });
      }
      continue;
    }
    const worst = group.reduce((a, b) => (b.diagnosis.logLoss > a.diagnosis.logLoss ? b : a));
    const { fix, actions } = actionsOf(worst.variant, worst.diagnosis, variants, file);
    if (fix !== null) fixes.push(fix);
    notes.push({
      severity: signature.severity,
      title: `${whoOf(group, names)} ${group.length === 1 ? signature.one : signature.many}${levelOf(group)}${seedsOf(group)}.`,
      detail: whyOf(group, worst, names),
      actions,
    });
  }
  return { view: { variants: statesOf(found, names), badges: badgesOf(found), notes }, fixes, divergences };
}

/** The fix where it can be made, and the line that it is about. */
function actionsOf(
  variant: number,
  { remedy, signature }: VariantDiagnosis,
  variants: readonly VariantRecord[],
  file: EditableFile,
): { readonly fix: OfferedFix | null; readonly actions: NoteView['actions'] } {
  const label = variants[variant]?.label ?? {};
  if (remedy === undefined) return { fix: null, actions: [] };
  const path = remedy.path.split('.');
  const edit = settingEdit(file, label, path, remedy.value);
  const line = edit?.line ?? settingLine(file, label, path);
  const show: NoteView['actions'] =
    line === null || signature.severity === 'info'
      ? []
      : [{ label: `Show in File, Line ${line}`, intent: { type: 'showFile', line } }];
  if (edit === null) return { fix: null, actions: show };
  const title = `Set ${path.at(-1) ?? ''} to ${written(remedy.value)}`;
  const id = `${remedy.path}=${written(remedy.value)};${variant}`;
  const fix = { id, title, against: signature.state, label, remedy };
  return { fix, actions: [{ label: title, intent: { type: 'applyFix', fix: id } }, ...show] };
}

const LISTED = 3;

/** `The run`, `learningRate 0.01 and 0.03`, `10⁻³ gaussian and 10⁻⁴ gaussian`, `All 6 variants`. */
function whoOf(group: readonly Found[], names: BatchNames): string {
  const all = names.variants.length;
  if (names.fields.length === 0) return 'The run';
  if (group.length === all && all > 1) return `All ${counted(all, 'variant')}`;
  if (group.length > LISTED) return `${grouped(group.length)} of ${counted(all, 'variant')}`;
  const listed = group.map(({ variant }) => names.variants[variant]?.name ?? '');
  const last = listed.pop() ?? '';
  const text = listed.length > 0 ? `${listed.join(', ')} and ${last}` : last;
  return names.fields.length === 1 ? `${names.fields[0] ?? ''} ${text}` : text;
}

/** ` at 10⁻¹⁶`, ` between 10⁻²⁰ and 10⁻¹²`. */
function levelOf(group: readonly Found[]): string {
  if (group[0]?.diagnosis.signature.level !== true) return '';
  const exponents = group.map(({ diagnosis }) => Math.round(diagnosis.logLoss)).filter(Number.isFinite);
  if (exponents.length === 0) return '';
  const [low, high] = [Math.min(...exponents), Math.max(...exponents)];
  return low === high ? ` at ${powerOfTen(low)}` : ` between ${powerOfTen(low)} and ${powerOfTen(high)}`;
}

function seedsOf(group: readonly Found[]): string {
  const [only, ...others] = group;
  if (only === undefined || others.length > 0 || only.diagnosis.seeds === only.diagnosis.ended) return '';
  return ` (${only.diagnosis.seeds} of ${counted(only.diagnosis.ended, 'seed')})`;
}

/** The reason; of several variants whose numbers differ, that of the highest loss, with its name. */
function whyOf(group: readonly Found[], worst: Found, names: BatchNames): string {
  const { why } = worst.diagnosis;
  if (group.every(({ diagnosis }) => diagnosis.why === why)) return why;
  return `Of ${names.variants[worst.variant]?.name ?? 'one'}: ${why}`;
}

function statesOf(found: readonly Found[], names: BatchNames): DiagnosisView['variants'] {
  return Object.fromEntries(
    found.map(({ variant, diagnosis: { signature, seeds, ended } }) => [
      names.variants[variant]?.id ?? String(variant),
      {
        severity: signature.severity,
        state: seeds < ended ? `${signature.state}, ${seeds} of ${ended}` : signature.state,
      },
    ]),
  );
}

function badgesOf(found: readonly Found[]): DiagnosisView['badges'] {
  return signatures.flatMap(({ key, severity, badge }) => {
    const count = found.filter(({ diagnosis }) => diagnosis.signature.key === key).length;
    return count > 0 ? [{ severity, text: `${grouped(count)} ${badge}` }] : [];
  });
}
