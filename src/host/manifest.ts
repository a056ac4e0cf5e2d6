/** Ids that package.json declares. A test proves both against each other. */

export const LANGUAGE = 'lora-experiment';
export const EXTENSION = '.lora.json';

/** View type of the plot panel. */
export const RESULTS_PANEL = 'loraDynamics.results';

/** View type of the panels that compare batches. */
export const COMPARISON_PANEL = 'loraDynamics.comparison';

/** View type of the reproduction report. */
export const REPORT_PANEL = 'loraDynamics.report';

/** The list of runs in the Explorer. */
export const RUNS_VIEW = 'loraDynamics.runs';

export const commands = {
  newExperiment: 'loraDynamics.newExperiment',
  runExperiment: 'loraDynamics.runExperiment',
  stopRun: 'loraDynamics.stopRun',
  showResults: 'loraDynamics.showResults',
  revealRuns: 'loraDynamics.revealRuns',
  reproducePaper: 'loraDynamics.reproducePaper',
  verifyFigure: 'loraDynamics.verifyFigure',
  copyCommandLine: 'loraDynamics.copyCommandLine',
  openWalkthrough: 'loraDynamics.openWalkthrough',
  showLog: 'loraDynamics.showLog',
  copyDiagnostics: 'loraDynamics.copyDiagnostics',
  openHelp: 'loraDynamics.openHelp',
  showRuns: 'loraDynamics.showRuns',
  openBatch: 'loraDynamics.openBatch',
  openExperiment: 'loraDynamics.openExperiment',
  pinBatch: 'loraDynamics.pinBatch',
  unpinBatch: 'loraDynamics.unpinBatch',
  renameBatch: 'loraDynamics.renameBatch',
  noteBatch: 'loraDynamics.noteBatch',
  copyBatchId: 'loraDynamics.copyBatchId',
  revealBatch: 'loraDynamics.revealBatch',
  deleteBatch: 'loraDynamics.deleteBatch',
  undoDelete: 'loraDynamics.undoDelete',
  filterRuns: 'loraDynamics.filterRuns',
  clearFilter: 'loraDynamics.clearFilter',
  compareRuns: 'loraDynamics.compareRuns',
  whatDiffers: 'loraDynamics.whatDiffers',
  resumeBatch: 'loraDynamics.resumeBatch',
  cancelRun: 'loraDynamics.cancelRun',
} as const;

/** Tools of language models. */
export const tools = {
  listPresets: 'loraDynamics_list_presets',
  listRuns: 'loraDynamics_list_runs',
  check: 'loraDynamics_check_experiment',
  run: 'loraDynamics_run_experiment',
  describe: 'loraDynamics_describe_batch',
  compare: 'loraDynamics_compare_batches',
} as const;

/** Context keys that `when` clauses of package.json ask for. */
export const contexts = {
  /** Some batch is being computed. */
  running: 'loraDynamics.running',
  /** The active experiment has a batch to show. */
  hasResults: 'loraDynamics.hasResults',
  /** The batch in view lacks runs that can be computed. */
  resumable: 'loraDynamics.resumable',
  /** Experiments are worked on in this window. */
  active: 'loraDynamics.active',
  /** The list of runs shows only what fits. */
  filtered: 'loraDynamics.filtered',
  /** Batches were deleted that can be brought back. */
  deleted: 'loraDynamics.deleted',
  /** Something was taken out: a figure, numbers, a table, the command line. */
  exported: 'loraDynamics.exported',
} as const;

export const SETTINGS_SECTION = 'loraDynamics';

/** Keys below `loraDynamics.`. */
export const settingKeys = {
  workers: 'run.workers',
  save: 'run.save',
  confirmAbove: 'run.confirmAbove',
  storeFolder: 'store.folder',
  keepBatches: 'store.keepBatches',
  maxMegabytes: 'store.maxMegabytes',
  previousBatch: 'plot.previousBatch',
  livePreview: 'plot.livePreview',
  codeLens: 'editor.codeLens',
  diagnostics: 'editor.diagnostics',
  inlayHints: 'editor.inlayHints',
} as const;

export const WALKTHROUGH = 'start';
