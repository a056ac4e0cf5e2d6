/** Colours of figures on white with what they become on dark ground. */
export type ColourPairs = readonly (readonly [light: string, dark: string])[];

/** Whose scheme the page follows: the reader's, or one that is known. */
export type ReportScheme = 'auto' | 'light' | 'dark';

/** The style sheet of the report. Figures are recoloured by their attributes, so that each is in the page once. */
export function reportStyle(colours: ColourPairs, scheme: ReportScheme): string {
  const dark = `:root {${DARK}}\n${colours.map(recoloured).join('\n')}`;
  const schemes = {
    auto: `:root { color-scheme: light dark; }\n@media (prefers-color-scheme: dark) {\n${dark}\n}`,
    light: ':root { color-scheme: light; }',
    dark: `:root { color-scheme: dark; }\n${dark}`,
  };
  return `:root {${LIGHT}}\n${PAGE}\n${schemes[scheme]}`;
}

function recoloured([light, dark]: readonly [string, string]): string {
  return ['fill', 'stroke'].map(paint => `svg [${paint}="${light}" i] { ${paint}: ${dark}; }`).join('\n');
}

const LIGHT = `
  --ground: #ffffff; --text: #1f1f1f; --quiet: #5a5a5a; --line: #dcdcdc; --soft: #f5f5f5;
  --within: #1a6b33; --outside: #b5200d; --open: #7a5200;
`;

const DARK = `
  --ground: #1f1f1f; --text: #d4d4d4; --quiet: #a0a0a0; --line: #3c3c3c; --soft: #282828;
  --within: #6fd08c; --outside: #f48771; --open: #e2c08d;
`;

const PAGE = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.55 Inter, "Segoe UI", Helvetica, Arial, "DejaVu Sans", sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--line); }
p { max-width: 46rem; margin: .75rem 0; }
code { font: .9em/1.4 "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: .75rem 1rem; overflow-x: auto; }
.verdict { border-left: 4px solid; padding: .6rem 1rem; background: var(--soft); font-weight: 600; max-width: none; }
.verdict span { margin-right: .25rem; }
.within { color: var(--within); } .outside { color: var(--outside); } .open { color: var(--open); }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th, td { padding: .3rem .8rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
th:first-child { text-align: left; padding-left: 0; }
tbody th { font-weight: 400; }
td.within, td.outside, td.open { font-weight: 700; text-align: center; }
.figures { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: 1.25rem 0; }
figure { margin: 0; flex: 1 1 30rem; max-width: 47rem; min-width: 0; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; }
figcaption { color: var(--quiet); font-size: .85rem; padding: .4rem 0; }
@media print { main { max-width: none; padding: 0; } h2, figure, .table { break-inside: avoid; } }
`;
