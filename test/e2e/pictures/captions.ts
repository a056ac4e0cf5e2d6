/** What there is to see, by the names of the pictures, in the order of the page. */
export const captions = {
  'The file': {
    diagnostics: 'What does not fit is underlined and listed with its code; the fix is one edit.',
    hover: 'A setting explains itself: symbol, meaning, range, and what follows from its value in this file.',
    'inlay-hints': 'What follows from the settings stands beside them, in a sweep beside each value.',
    'completion-paths': 'Inside `sweep`, the paths of all settings that this problem has.',
    'completion-kinds': 'A problem begins with its kind.',
    'code-lens':
      'Above the file: what a run costs, its results, and whether it reproduces the figure that it claims.',
    formatting: 'Formatting keeps comments where they are: as typed, and formatted.',
    outline: 'The settings of a file as symbols.',
    edited:
      'A number is edited: seed 0 is run at once and drawn over the plots, which say that the file has changed.',
  },
  Runs: {
    'runs-welcome': 'The list of runs before anything has run.',
    runs: 'Experiments, their batches and the variants of those: state, duration, final losses, what was reproduced.',
    'runs-named': 'A batch with a name and a note, pinned, and what else can be done with it.',
    'runs-filter': 'The list, filtered by a word.',
    compare: 'Batches side by side: curves with the times at which they part, and the settings that differ.',
    'what-differs': 'The same as a page of text.',
  },
  Curves: {
    finished: 'A finished batch beside its file.',
    crosshair: 'One crosshair for all charts and the table, with two read-outs pinned.',
    zoomed: 'Zoomed to a box.',
    overlays: 'What theory has to say of the selected variant, each line with formula and validity.',
    smoothing: 'Smoothed curves over the raw ones.',
    'measured-rate': 'Rates over an interval that was dragged out, beside those of theory.',
    badges: 'A badge opens its note: what happened, why, and the edit that helps.',
    'what-if': '*What if?*: sliders for the numbers of the file; only the button writes.',
    ghosts: 'The batch before stays as a faint curve.',
    table: 'The plots as tables.',
  },
  Sweeps: {
    running: 'A sweep in progress, in the panel and in the status bar.',
    stopped: 'Stopped: what was computed is kept, and can be resumed.',
    'not-run': 'Not run yet: what theory foresees.',
    'some-failed': 'Some runs diverged: why, with the number, and the edit.',
    'all-failed': 'All runs diverged.',
    'thousand-bands': 'A thousand trajectories as means and bands.',
    'thousand-lines': 'The same, single seeds as lines.',
    grouped: 'The same, all runs of each rank pooled.',
    multiples: 'Small multiples: a chart for each value of the second setting.',
    'heat-map': 'Ends over two settings, with the fitted exponent beside the predicted one.',
  },
  Kinds: {
    staircase: 'Singular values of the learned map, learned one after the other.',
    'learned-map': 'The learned map in the bases of the target.',
    'ntk-curves': 'The NTK regime.',
    'ntk-gap': 'How far runs end above the minimum, against the rank.',
    'ntk-certificate': 'The certificate of every run.',
    'ntk-landscape': 'The landscape of rank one, with two basins.',
    'network-curves': 'A network that is fine-tuned.',
    'network-scale': 'Loss, accuracy and alignment against the scale of the start.',
    'network-depth': 'Layer by layer.',
    'head-mistakes': 'What a classifier takes for what.',
    'text-curves': 'A language model in miniature.',
    'text-writing': 'What it writes before and after.',
  },
  'Taking out, and beginning': {
    'export-menu': 'Figures, numbers and the command line.',
    'print-figure': 'A figure for one column of a paper.',
    verified: 'An exported figure, computed again bit for bit.',
    'new-experiment': 'An experiment begins with its question.',
    help: 'Help, offline.',
    settings: 'The settings.',
    'walkthrough-1': 'The walkthrough, in five steps: a question,',
    'walkthrough-2': 'the file,',
    'walkthrough-3': 'the run,',
    'walkthrough-4': 'the plots,',
    'walkthrough-5': 'the way out.',
  },
} as const;

/** Names of the pictures. */
export type PictureName = { [S in keyof typeof captions]: keyof (typeof captions)[S] }[keyof typeof captions];

/** The page of the gallery with those pictures that there are in every theme. */
export function galleryPage(isTaken: (name: string) => boolean): string {
  const sections = Object.entries(captions).flatMap(([title, pictures]) => {
    const shown = Object.entries(pictures).filter(([name]) => isTaken(name));
    return shown.length === 0 ? [] : [`## ${title}`, ...shown.map(([name, words]) => entry(name, words))];
  });
  return `${[head, ...sections].join('\n\n')}\n`;
}

const head = `# Gallery

Taken from the packaged extension in a real VS Code, in its dark theme; light and high contrast are a click away. \`npm run package && node test/e2e/screenshots.ts --gallery\`
takes all of them anew and writes this page; \`--only hover\` takes one.`;

function entry(name: string, words: string): string {
  const link = (theme: string, label: string): string => `[${label}](gallery/${theme}-${name}.webp)`;
  return `${words} ${link('light', 'Light')}, ${link('hc', 'high contrast')}.\n\n!${link('dark', words.replaceAll(/[*\`]/g, ''))}`;
}
