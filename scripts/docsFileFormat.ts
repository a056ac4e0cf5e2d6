import { initialisations } from '../src/engine/adapter/registry.ts';
import { AdapterSettings } from '../src/engine/adapter/settings.ts';
import { metrics } from '../src/engine/metric/registry.ts';
import { FORMAT_VERSION } from '../src/experiment/migrate.ts';
import type { ProblemKind } from '../src/experiment/kinds/contract.ts';
import type { SeriesInfo } from '../src/engine/simulation.ts';
import { problemKinds } from '../src/experiment/kinds/registry.ts';
import { FIGURES } from '../src/experiment/paper/figures.ts';
import { TIME, expressionConstants, expressionFunctions } from '../src/experiment/ownTheory/functions.ts';
import { overlaysSchema, referenceSchema } from '../src/experiment/ownTheory/settings.ts';
import { documentKeys, metricsSchema, presentationKeys } from '../src/experiment/schema.ts';
import { itemSchema, kindBranches, plainSchema, type Schema } from '../src/experiment/schemaModel.ts';
import { rowOf, settingRows, settingTable, table } from './docsSettingTable.ts';

const EXAMPLE = `\`\`\`jsonc
{
  "version": 1,
  "title": "Smaller initialisation, lower plateau",
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "gaussian", "imbalance": 1.05 },
    "target": { "kind": "singularPair", "pair": "top", "strength": 5 }
  },
  "adapter": { "rank": 4, "init": "gaussian" }, // the same as { "kind": "gaussian" }
  "dynamics": { "kind": "gradientFlow", "until": "auto" },
  "seeds": 30,
  "sweep": {
    "adapter.initScale": [1e-3, 1e-4, 1e-5],
    "adapter.init": ["gaussian", "spectral"]
  }
}
\`\`\``;

/** docs/file-format.md: everything that an experiment file may say, from the schemas that read it. */
export function fileFormatPage(): string {
  const [kind, ...others] = problemKinds;
  const problem = plainSchema(kind.sections.problem);
  const dynamics = plainSchema(kind.sections.dynamics);
  const parts = [
    INTRODUCTION,
    '## The whole file',
    'Only `problem` must be there: `{ "problem": "matrixFactorization" }` runs, with the default of everything else.',
    settingTable(topLevelRows()),
    SEEDS,
    '## `problem`',
    `${kind.help} Its kind is \`"${kind.kind}"\`, which is meant where none is written. [theory.md](theory.md) has the mathematics.
This and the sections below are about that kind; ${listed(others.map(other => `[\`${other.kind}\`](#kind-${other.kind.toLowerCase()})`))} have sections of their own.`,
    settingTable(settingRows(problem)),
    kindSections('problem.pretrained', member(problem, 'pretrained')),
    kindSections('problem.target', member(problem, 'target')),
    FILES,
    '## `adapter`',
    settingTable(settingRows(plainSchema(AdapterSettings))),
    '### Initialisations',
    'Values of `adapter.init`. U, S, V are singular vectors and values, W is the layer’s frozen matrix, s the scaling.',
    initialisationTable(),
    ...initialisations.flatMap(({ kind: name, settings }) => {
      const rows = settingRows(plainSchema(settings));
      return rows.length === 0 ? [] : [`#### Initialisation \`${name}\``, settingTable(rows)];
    }),
    '## `dynamics`',
    plainSchema(dynamics).description ?? '',
    kindSections('dynamics', dynamics),
    METRICS,
    metricTable(),
    SWEEP,
    `## \`reproduces\`

The id of a published figure. The final values of the variants whose settings are those of the figure are compared with it; the others are left
alone. What the verdict means is in the [guide](guide.md#reproduced).`,
    table(
      ['Id', 'Figure of arXiv 2503.06982', 'Pair', 'Imbalance c', 'Gradient descent, η = 1e-4', 'Flow until'],
      FIGURES.map(({ id, label, pair, imbalance, steps }) => [
        `\`${id}\``,
        label,
        pair,
        String(imbalance),
        `${steps} steps`,
        `t = ${Number((steps * 1e-4).toPrecision(12))}`,
      ]),
    ),
    OVERLAYS,
    settingTable(
      settingRows(itemSchema(plainSchema(overlaysSchema(kind)), 0) ?? {}).map(row =>
        row.key === 'on' ? { ...row, type: 'column of [`metrics`](#metrics)' } : row,
      ),
    ),
    EXPRESSIONS,
    table(
      ['Function', 'Value'],
      [...expressionFunctions.values()].map(({ form, help }) => [`\`${form}\``, help]),
    ),
    QUANTITIES,
    table(
      ['Name', 'Symbol', 'Meaning', 'It has no value'],
      [
        [`\`${TIME}\``, 't', 'Flow time; t = ηk at step k of a discrete optimiser.', ''],
        ...kind.quantities.map(({ name, symbol, help, missing }) => [
          `\`${name}\``,
          symbol,
          help,
          missing ?? '',
        ]),
        ...expressionConstants.map(({ name, help }) => [`\`${name}\``, '', help, '']),
      ],
    ),
    ...others.flatMap(kindParts),
    REFERENCE,
    settingTable(settingRows(itemSchema(plainSchema(referenceSchema), 0) ?? {})),
    LIMITS,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Everything that a file of a further kind may say besides the keys that all share. */
function kindParts(kind: ProblemKind): readonly string[] {
  const { problem, adapter, dynamics } = kind.sections;
  const chosen = (path: string, section: Schema): readonly string[] =>
    Object.entries(section.properties ?? {})
      .filter(([key, below]) => key !== 'kind' && kindBranches(below) !== null)
      .map(([key, below]) => kindSections(`${path}.${key}`, below));
  const section = (name: string, schema: Schema): readonly string[] => {
    const heading = `### \`${name}\` with \`${kind.kind}\``;
    if (schema.anyOf) return [heading, schema.description ?? '', kindSections(name, schema)];
    return [heading, settingTable(settingRows(schema)), ...chosen(name, schema)];
  };
  return [
    `## Kind \`${kind.kind}\``,
    `**${kind.label}.** ${kind.help} \`{ "problem": "${kind.kind}" }\` runs, with the default of everything else.`,
    ...section('problem', plainSchema(problem)),
    ...section('adapter', plainSchema(adapter)),
    ...section('dynamics', plainSchema(dynamics)),
    `### \`metrics\` with \`${kind.kind}\``,
    infoTable(kind.series, kind.recorded),
    ...(kind.verdicts.length === 0
      ? [`### Numbers of the end with \`${kind.kind}\``, `What \`run --json\` has in \`ends\`.`]
      : [
          `### Verdicts and numbers of the end with \`${kind.kind}\``,
          `What \`run --json\` has as \`verdict\` and in \`ends\`.`,
          table(
            ['Verdict', 'Meaning'],
            kind.verdicts.map(({ key, label, help }) => [`\`${key}\``, `**${label}.** ${help}`]),
          ),
        ]),
    infoTable(kind.ends),
    `### Quantities with \`${kind.kind}\``,
    table(
      ['Name', 'Symbol', 'Meaning'],
      kind.quantities.map(({ name, symbol, help }) => [`\`${name}\``, symbol, help]),
    ),
  ];
}

/** `a`, `b` and `c`. */
function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

function infoTable(infos: readonly SeriesInfo[], recorded?: (key: string) => string): string {
  return table(
    ['Key', 'Symbol', 'Axis', ...(recorded ? ['Recorded'] : []), 'Meaning'],
    infos.map(({ key, symbol, scale, label, help }) => [
      ...[`\`${key}\``, symbol, scale, ...(recorded ? [recorded(key)] : [])],
      `**${label}.** ${help}`,
    ]),
  );
}

function topLevelRows() {
  const [kind] = problemKinds;
  const overlays = rowOf('overlays', plainSchema(presentationKeys(kind).overlays), false);
  const reference = rowOf('reference', plainSchema(presentationKeys(kind).reference), false);
  const keys = Object.entries(documentKeys).map(([key, schema]) => rowOf(key, plainSchema(schema), false));
  const section = (key: string, type: string, preset: string, meaning: string) => ({
    key,
    type,
    preset,
    meaning,
  });
  return [
    ...keys,
    section('problem', 'object', 'must be given', 'What is fitted: [`problem`](#problem).'),
    section('adapter', 'object', 'its defaults', 'The low-rank adapters: [`adapter`](#adapter).'),
    section('dynamics', 'object', '`"gradientFlow"`', 'How they are trained: [`dynamics`](#dynamics).'),
    {
      ...rowOf('metrics', plainSchema(metricsSchema(kind)), false),
      type: 'list of the keys of [`metrics`](#metrics)',
    },
    section('sweep', 'object', 'no axes', 'Axes of a grid: [`sweep`](#sweep).'),
    section('variants', 'list', 'none', 'Named alternatives: [`variants`](#variants).'),
    { ...overlays, type: 'list', preset: 'none', meaning: `${overlays.meaning} [\`overlays\`](#overlays).` },
    {
      ...reference,
      type: 'object or list',
      preset: 'none',
      meaning: `${reference.meaning} [\`reference\`](#reference).`,
    },
  ];
}

/** A section for a setting that is chosen by its kind, and in it one for each kind. */
function kindSections(path: string, schema: Schema): string {
  const branches = kindBranches(schema) ?? new Map<string, Schema>();
  const level = path === 'dynamics' ? '###' : '####';
  const head =
    path === 'dynamics'
      ? []
      : [`### \`${path}\``, `**${schema.title ?? path}.** ${schema.description ?? ''}`];
  return [
    ...head,
    ...[...branches].flatMap(([kind, branch]) => {
      const rows = settingRows(branch);
      return [
        `${level} \`${path}\` of kind \`${kind}\``,
        branch.description ?? '',
        rows.length === 0 ? 'It has no settings.' : settingTable(rows),
      ];
    }),
  ].join('\n\n');
}

function initialisationTable(): string {
  return table(
    ['Kind', 'Name', 'Start', 'What it is'],
    initialisations.map(({ kind, label, symbol, help, settings }) => {
      const own = Object.keys(plainSchema(settings).properties ?? {}).filter(key => key !== 'kind');
      const keys = own.length === 0 ? '' : ` Settings: ${own.map(key => `\`${key}\``).join(', ')}.`;
      return [`\`${kind}\``, label, symbol, `${help}${keys}`];
    }),
  );
}

function metricTable(): string {
  const shape = { dims: { m: 10, h: 100, n: 10 }, rank1: 4, rank2: 4, targets: 4 };
  return table(
    ['Key', 'Columns', 'Symbol', 'Axis', 'Recorded', 'Meaning'],
    metrics.map(metric => {
      const { info, byDefault } = metric;
      const keys = metric.columns(shape).map(column => column.key);
      const numbered = keys[0] !== undefined && /^[^.]+(\.1)+$/.test(keys[0]);
      return [
        `\`${info.key}\``,
        (numbered ? keys.slice(0, 2) : keys).map(key => `\`${key}\``).join(', ') + (numbered ? ' …' : ''),
        info.symbol,
        info.scale,
        byDefault ? 'always' : 'on request',
        `**${info.label}.** ${info.help}`,
      ];
    }),
  );
}

function member(schema: Schema, key: string): Schema {
  return schema.properties?.[key] ?? {};
}

const INTRODUCTION = `# The experiment file

<!-- Generated by \`node scripts/docs.ts\` from the settings of the engine. The texts stand beside the code; edit them there. -->

An experiment is one file whose name ends in \`.lora.json\`. It is JSON in which comments (\`//\` and \`/* */\`) and trailing commas are allowed.

${EXAMPLE}

Three rules hold everywhere:

- **A setting that is chosen by its \`kind\`** is an object with that key. The kind alone is shorthand for it: \`"gaussian"\` stands for
  \`{ "kind": "gaussian" }\`. Without a \`kind\`, the default kind is meant.
- **What is left out has its default.** The results and the command line's JSON list every setting with its value.
- **A key or value that is not known is an error.** [diagnostics.md](diagnostics.md) lists every message.

The editor completes and explains the same keys: \`Ctrl+Space\` for values, hover for symbol, formula, range and effect. How to work with a file is in the
[guide](guide.md); how to run it without an editor in [command-line.md](command-line.md).`;

const SEEDS = `### Seeds

\`"seeds": 30\` means the seeds 0 to 29, \`"seeds": [3, 7]\` these two. Every variant runs with every seed. A seed decides the draw of the adapters and the
noise of the optimiser, and nothing else; the weights and random targets have seeds of their own. One draw is made for a seed and then scaled, so that variants that
differ in \`adapter.initScale\` alone start from the same directions.`;

const FILES = `### Files

\`path\` is relative to the experiment file; write it with forward slashes. A \`.npz\` file (\`numpy.savez\` or \`numpy.savez_compressed\`) or a
\`.safetensors\` file holds several arrays, which are picked by name. A \`.npy\` file holds one: put its path where the array's name would stand, or, for a target, in \`path\`.

Matrices are two-dimensional, little-endian, in C or Fortran order. They may be of any real precision (\`float16\`, \`bfloat16\`, \`float32\`, \`float64\`), integers or booleans; narrow
numbers are widened exactly, integers beyond 2⁵³ refused. Every entry must be finite. Features and labels of a [\`classifierHead\`](#kind-classifierhead) and the examples of a [\`network\`](#kind-network) may also come from a binary batch of CIFAR-10 (arrays \`images\` and \`labels\`) or from IDX files (MNIST), whose paths stand where arrays' names would; a network also reads whole [folders of images](#problemdata-of-kind-folder). Any of these files may be gzipped.
Files of up to 2 GB are read; zip64 archives are not. In [Restricted Mode](guide.md#restricted-mode-and-remote-windows) only files inside the workspace are read.

\`\`\`jsonc
{
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "file", "path": "weights.npz", "w1": "W1", "w2": "W2" },
    "target": { "kind": "file", "path": "weights.npz", "name": "Y_ft" }
  }
}
\`\`\``;

const METRICS = `## \`metrics\`

A list of further series to record: \`"metrics": ["learned", "svF"]\`. They are computed at the sample times. They appear in the panel's table view,
in its CSV and in the command line's output; the charts show loss, alignment and the norm of Z₁, and \`svF\` and \`uFv\` have
[views of their own](guide.md#views-of-their-own). Of \`uFv\`, which is a matrix, table and CSV have nothing; \`run --json\` has its entries. *Axis* says whether statistics over seeds are of the
values or of their logarithms. A value that is not defined at some time is missing there (\`null\` in JSON, empty in CSV).`;

const SWEEP = `## \`sweep\`

Each key is the dotted path of a setting below \`problem\`, \`adapter\`, \`dynamics\` or \`metrics\`, and each value the list of what it takes. All
combinations run, the last axis fastest. Whole settings can be swept (\`"adapter.init": ["gaussian", "spectral"]\`), and entries of a list by their
index (\`"problem.target.pairs.0.strength"\`). \`problem\` itself and \`problem.kind\` cannot.

| Axis | Meaning |
| --- | --- |
| \`[1e-3, 1e-4]\` | these values |
| \`{ "logspace": [1e-6, 1, 13] }\` | 13 values from 1e-6 to 1 with equal ratios, both ends included; the ends themselves, not their logarithms |
| \`{ "linspace": [0, 90, 7] }\` | 7 values from 0 to 90 with equal differences, both ends included |

\`zip\` pairs axes of equal length instead of multiplying them:

\`\`\`jsonc
{
  "problem": "matrixFactorization",
  "sweep": {
    "adapter.rank": [2, 4, 8],
    "adapter.initScale": [1e-2, 1e-3, 1e-4],
    "zip": [["adapter.rank", "adapter.initScale"]] // three variants, not nine
  }
}
\`\`\`

A swept value is laid over the setting: an object changes the members it names, and where it changes the \`kind\`, members that the new kind does not have
are dropped and the others stay.

## \`variants\`

Named alternatives that no axis can express. Each is an object with a \`name\` and any of \`problem\`, \`adapter\`, \`dynamics\` and \`metrics\`, which are laid over those of
the file in the same way. Every variant runs with every point of the sweep.

\`\`\`jsonc
{
  "problem": "matrixFactorization",
  "dynamics": { "kind": "gd", "learningRate": 1e-3, "steps": 3000 },
  "variants": [
    { "name": "GD" },
    { "name": "momentum", "dynamics": { "momentum": 0.9, "steps": 1000 } },
    { "name": "Adam", "dynamics": { "kind": "adam", "learningRate": 1e-2 } } // keeps the 3000 steps
  ]
}
\`\`\``;

const OVERLAYS = `## \`overlays\`

Theory lines of your own, drawn over the curves. Each names a series, says what it promises and gives a formula, which is worked out for every variant with that
variant's quantities:

\`\`\`jsonc
{
  "problem": "matrixFactorization",
  "sweep": { "adapter.initScale": [1e-3, 1e-4] },
  "overlays": [
    { "on": "loss", "label": "my bound", "kind": "bound", "expr": "C*exp(-2*lambda*(t - Tescape))", "with": { "C": 40 } },
    { "on": "alignment", "label": "slope −2λ", "expr": "(n - 1)/r * exp(-2*lambda*t)" }
  ]
}
\`\`\`

Lines are presentation. They are not part of the identity of a run, they cannot be swept, and changing them computes nothing again.`;

const EXPRESSIONS = `### Expressions

An expression has numbers (\`0.5\`, \`1e-3\`), names, \`+\` \`-\` \`*\` \`/\` \`^\`, brackets, comparisons (\`<\` \`<=\` \`>\` \`>=\` \`==\` \`!=\`, 1 or 0), the choice \`condition ? yes : no\`, and these
functions. Powers bind tightest and from the right: \`-t^2\` is −(t²). Every product has its \`*\`. There is nothing else: no property, no assignment, no text.
It is read into a tree and worked out term by term, never executed. At most 2000 characters.`;

const QUANTITIES = `### Quantities

Names that an expression knows besides the constants of its \`with\`, which go first. Where a variant has no such value its line is left out, and the others are drawn.
The formulas are in [theory.md](theory.md#notation).`;

const REFERENCE = `## \`reference\`

A table with values of another program, drawn beside ours, or a list of tables:

\`\`\`jsonc
{
  "problem": "matrixFactorization",
  "reference": { "kind": "file", "path": "torch.csv" }
}
\`\`\`

The first line names the columns: \`t\` (flow time) or \`step\` (of a discrete optimiser), and any keys of [\`metrics\`](#metrics), whose values are those of the series, not their logarithms. Cells are separated by
commas, semicolons or tabs; numbers have a decimal point; empty cells and \`nan\` are gaps. Rows come in the order of time. Up to 32 MB are read, by the same rules of place as [matrices](#files).

The label says the gap: the largest difference in log₁₀ (on a linear axis: relative to our largest value) from our mean curve over the common times. With several variants it is that of the nearest one. Where fewer
than half of the times are ours too, our curve is read by straight lines between its samples; to compare exactly, sample at the table's own times with \`dynamics.times\` or \`sampleSteps\`.`;

const LIMITS = `## Limits, versions, identity

- A file has at most 4 million characters, a batch at most 20 000 variants and 1 000 000 runs.
- This is version ${FORMAT_VERSION} of the format. A file without \`version\` is of version 1. A file of a newer version is refused, never guessed at.
- A \`*.lora.json\` file without \`problem\` is taken to be somebody else's: one hint, no errors.
- A run is identified by the SHA-256 of its resolved settings, its seed, the engine's version and the contents of the files it reads. The same run is
  not computed twice: it is found in the store. \`title\`, \`notes\`, \`overlays\`, \`reference\` and the order of keys play no part.
- Results do not depend on the number of workers or on the machine. Only the fallback for machines without WebAssembly SIMD differs, in the last bits;
  every run records which kernel computed it.`;
