/** Ids that package.json declares. A test proves both against each other. */

export const LANGUAGE = 'lora-experiment';
export const EXTENSION = '.lora.json';

/** View type of the plot panel. */
export const RESULTS_PANEL = 'loraDynamics.results';

/** View type of the reproduction report. */
export const REPORT_PANEL = 'loraDynamics.report';

export const commands = {
  newExperiment: 'loraDynamics.newExperiment',
  runExperiment: 'loraDynamics.runExperiment',
  stopRun: 'loraDynamics.stopRun',
  showResults: 'loraDynamics.showResults',
  revealRuns: 'loraDynamics.revealRuns',
  reproducePaper: 'loraDynamics.reproducePaper',
  copyCommandLine: 'loraDynamics.copyCommandLine',
  openWalkthrough: 'loraDynamics.openWalkthrough',
  showLog: 'loraDynamics.showLog',
} as const;

/** Context keys that `when` clauses of package.json ask for. */
export const contexts = {
  /** Some batch is being computed. */
  running: 'loraDynamics.running',
  /** The active experiment has a batch to show. */
  hasResults: 'loraDynamics.hasResults',
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
  codeLens: 'editor.codeLens',
  diagnostics: 'editor.diagnostics',
  inlayHints: 'editor.inlayHints',
} as const;

export const WALKTHROUGH = 'start';
