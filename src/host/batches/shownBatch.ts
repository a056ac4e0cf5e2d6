import { editableFile, listEdit, settingEdit, type SettingEdit } from '../../experiment/editableFile.ts';
import type { MatrixView } from '../../protocol/directions.ts';
import type { LineView, NoteView, PanelState, PanelView } from '../../protocol/panel.ts';
import type { IntervalView, RateView } from '../../protocol/rates.ts';
import type { LoadedFiles } from '../../protocol/worker.ts';
import type { BatchEvent } from '../../runs/batchEvents.ts';
import { batchKind, seriesLookup } from '../../runs/batchKind.ts';
import { BatchModel } from '../../runs/batchModel.ts';
import type { EndedBatch } from '../../runs/endedBatch.ts';
import { certify, type FigureCertificate } from '../../runs/figure/certificate.ts';
import { intervalRates } from '../../runs/intervalRates.ts';
import { nameVariants } from '../../runs/naming.ts';
import { interruptedNote, storeNote } from '../../runs/panelNotes.ts';
import { storedOwnTheory, type OwnTheory } from '../../runs/ownTheory.ts';
import { pagesOf, type Pages } from '../../runs/pages.ts';
import type { OfferedFix } from '../../runs/diagnosis/batchDiagnosis.ts';
import { buildPanelView, diagnosisOf, type VariantFacts } from '../../runs/panelView.ts';
import type { BatchHead, BatchSummary, RunRecord } from '../../runs/record.ts';
import { paperValuesOf, reproductionOf, verdictOf } from '../../runs/reproduction.ts';
import type { LoadedBatch } from '../../runs/store.ts';
import { unrecordedSeries } from '../../runs/unrecorded.ts';
import { eventInfosOf, factsOf } from '../../runs/variantFacts.ts';

/** What surrounds a batch in its panel. */
export interface Surroundings {
  readonly notes: readonly NoteView[];
  readonly stale: boolean;
  readonly ghosts: PanelView['ghosts'];
  /** Lines and tables of the file as it is now, where it is still of these settings; null: those of the batch. */
  readonly own: OwnTheory | null;
}

/** An edit that the panel offered: what it is called, and how it is made in the text as it is now. */
export interface OfferedEdit {
  readonly title: string;
  edit(text: string): SettingEdit | null;
}

/** More points than this a line of a single seed does not need: two a pixel of a wide plot. */
const LINE_POINTS = 2000;

/** Samples of a matrix that a reader scrubs through. */
const MATRIX_SAMPLES = 400;

/** The batch in a panel: live, or from the store. */
export class ShownBatch {
  readonly head: BatchHead;
  readonly #model: BatchModel;
  readonly #facts: readonly VariantFacts[];
  readonly #own: OwnTheory;
  readonly #pages: Pages;
  #state: PanelState = 'running';
  #fraction = 0;
  #ended = 0;
  #seconds = 0;
  #secondsLeft: number | null = null;
  #rate: number | null = null;
  /** When each run in progress began, in milliseconds of this process. */
  readonly #began = new Map<number, number>();
  #notes: readonly NoteView[] = [];

  constructor(head: BatchHead, files: LoadedFiles) {
    this.head = head;
    this.#model = new BatchModel(head.variants.length, head.seeds, seriesLookup(head.variants));
    this.#own = storedOwnTheory(head.experiment);
    this.#pages = pagesOf(head.variants, files);
    const paper = paperValuesOf(head);
    this.#facts = head.variants.map((variant, i) => factsOf(variant, files, paper[i] ?? null));
  }

  /** A batch as the store has it. */
  static stored({ head, summary, runs, lost }: LoadedBatch): ShownBatch {
    const batch = new ShownBatch(head, {});
    for (const { record } of runs) batch.#model.finish(record, false);
    batch.#conclude(summary);
    if (summary.state === 'interrupted')
      batch.addNote(interruptedNote(summary.runs.done, summary.runs.total));
    if (summary.state === 'running') {
      batch.addNote({
        severity: 'info',
        title: 'Another window is computing this batch.',
        detail: 'It can be shown here once it has ended.',
        actions: [],
      });
    }
    if (lost > 0)
      batch.addNote(storeNote(`${lost} runs of this batch could not be read back`, 'Run it again'));
    return batch;
  }

  /** Takes in what a session says. */
  hear(event: BatchEvent): void {
    switch (event.type) {
      case 'samples':
        this.#model.append(event.variant, event.seed, event.columns, event.rows, event.fraction);
        break;
      case 'runFinished':
        this.#model.finish(event.record, event.cached);
        this.#began.delete(event.run);
        break;
      case 'stopped':
        this.#state = 'stopped';
        break;
      case 'neverStarted':
        for (const record of event.records) this.#model.finish(record, false);
        break;
      case 'progress':
        if (this.#state !== 'running') break;
        this.#fraction = event.progress.fraction;
        this.#ended = event.progress.ended;
        this.#seconds = event.progress.seconds;
        this.#secondsLeft = event.progress.secondsLeft;
        this.#rate = event.progress.rate;
        break;
      case 'notStored':
        this.addNote(storeNote(event.fault.message, event.fault.remedy));
        break;
      case 'finished':
        this.#conclude(event.summary);
        break;
      case 'runStarted':
        this.#began.set(event.run, performance.now());
        this.#model.append(event.variant, event.seed, event.columns, new Float64Array(), 0);
        break;
      case 'launched':
        break;
    }
  }

  addNote(note: NoteView): void {
    this.#notes = [...this.#notes, note];
  }

  /** Its runs, as far as they have come. */
  get model(): BatchModel {
    return this.#model;
  }

  get rate(): number | null {
    return this.#rate;
  }

  get secondsLeft(): number | null {
    return this.#secondsLeft;
  }

  get state(): PanelState {
    return this.#state;
  }

  get fraction(): number {
    return this.#fraction;
  }

  /** Runs that have ended, in whatever way. */
  get ended(): number {
    return this.#ended;
  }

  get total(): number {
    return this.head.variants.length * this.head.seeds.length;
  }

  view({ notes, stale, ghosts, own }: Surroundings): PanelView {
    return buildPanelView({
      state: this.#state,
      title: this.head.title,
      variants: this.head.variants,
      facts: this.#facts,
      model: this.#model,
      text: this.head.text,
      pages: this.#pages,
      events: eventInfosOf(this.head.variants),
      fraction: this.#fraction,
      seconds: this.#seconds,
      secondsLeft: this.#secondsLeft,
      rate: this.#rate,
      underWay: this.#underWay(),
      notes: [...notes, ...this.#notes],
      reproduced: this.reproduced,
      stale,
      ghosts,
      own: own ?? this.#own,
    });
  }

  /** Whether computing what is missing may get further: something was cancelled, or failed without diverging. */
  get resumable(): boolean {
    return this.#state !== 'running' && this.#model.missing > 0;
  }

  /** Edits that would help, for the file and the panel. */
  get fixes(): readonly OfferedFix[] {
    const { variants, text } = this.head;
    return diagnosisOf({ state: this.#state, variants, facts: this.#facts, model: this.#model, text }).fixes;
  }

  /** The edit of the file that was offered under an id; null where none was. */
  edit(id: string): OfferedEdit | null {
    const fix = this.fixes.find(offered => offered.id === id);
    if (fix !== undefined) {
      const { title, label, remedy } = fix;
      const path = remedy.path.split('.');
      return { title, edit: text => settingEdit(editableFile(text), label, path, remedy.value) };
    }
    const missing = unrecordedSeries(this.head.variants, this.#model, null).find(one => one.id === id);
    if (missing === undefined) return null;
    const { view, label } = missing;
    return {
      title: `Add ${view.line}`,
      edit: text => listEdit(editableFile(text), label, ['metrics'], view.key),
    };
  }

  /** Runs that have ended, variant by variant in the order of the seeds. */
  get records(): readonly RunRecord[] {
    return this.head.variants.flatMap((_, i) => this.#model.records(i));
  }

  /** What a figure of the batch carries, as it is now. */
  get certificate(): FigureCertificate {
    return certify(this.head, this.records);
  }

  /** What the batch came to, as tables have it. */
  get result(): EndedBatch {
    return {
      view: this.view({ notes: [], stale: false, ghosts: [], own: null }),
      model: this.#model,
      kind: batchKind(this.head.variants),
      verdict: verdictOf(this.head, this.#model),
    };
  }

  get reproduced(): PanelView['reproduced'] {
    return reproductionOf(this.head, this.#model, this.#state !== 'running');
  }

  /** Single seeds, keys `variantId/seriesKey`. */
  lines(
    variants: readonly string[],
    series: readonly string[],
  ): Readonly<Record<string, readonly LineView[]>> {
    const lines: Record<string, readonly LineView[]> = {};
    for (const [i, id] of this.#ids.entries()) {
      if (!variants.includes(id)) continue;
      for (const key of series) lines[`${id}/${key}`] = this.#model.lines(i, key, LINE_POINTS);
    }
    return lines;
  }

  /** The recorded matrix of a variant. */
  matrix(variant: string): MatrixView | null {
    const at = this.#ids.indexOf(variant);
    return at < 0 ? null : this.#model.matrixOf(at, variant, MATRIX_SAMPLES);
  }

  /** How fast series changed in intervals, keys `variantId/seriesKey`. */
  rates(series: readonly string[], intervals: readonly IntervalView[]): Readonly<Record<string, RateView>> {
    const rates: Record<string, RateView> = {};
    for (const { variant, from, to } of intervals) {
      const at = this.#ids.indexOf(variant);
      if (at < 0) continue;
      for (const key of series)
        rates[`${variant}/${key}`] = intervalRates(this.#model.lines(at, key, Infinity), from, to);
    }
    return rates;
  }

  #underWay(): ReadonlyMap<number, number> {
    const now = performance.now();
    return new Map([...this.#began].map(([run, began]) => [run, (now - began) / 1000]));
  }

  get #ids(): readonly string[] {
    return nameVariants(this.head.variants, this.head.seeds).variants.map(({ id }) => id);
  }

  #conclude(summary: BatchSummary): void {
    this.#state = summary.state;
    this.#seconds = summary.seconds;
    this.#secondsLeft = null;
    this.#rate = null;
    this.#ended = summary.runs.done + summary.runs.failed + summary.runs.cancelled;
    this.#fraction = this.total > 0 ? this.#ended / this.total : 1;
  }
}
