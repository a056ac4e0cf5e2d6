import { diverging, plateau } from '../experiments.ts';

const problem = `"problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "gaussian", "matrix": "paper", "imbalance": 1.05 },
    "target": { "kind": "singularPair", "pair": "top", "strength": 5 }
  }`;

/** A rank that the matrices cannot have, and a step beyond its limit. */
const unsound = `{
  "version": 1,
  "title": "Too much at once",
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "gaussian", "dims": { "m": 10, "h": 20, "n": 10 } }
  },
  "adapter": { "rank": 40, "initScale": 1e-3 },
  "dynamics": { "kind": "gd", "learningRate": 0.2, "steps": 2000 }
}
`;

/** A sweep of two settings, for maps and groups. */
const grid = `{
  // Where does the plateau end?
  "version": 1,
  "title": "Scale against imbalance",
  ${problem},
  "adapter": { "rank": 4, "init": { "kind": "gaussian", "randomFactor": "B" } },
  "dynamics": { "kind": "gradientFlow", "until": 5 },
  "seeds": 3,
  "sweep": {
    "adapter.initScale": [1e-2, 1e-3, 1e-4, 1e-5, 1e-6],
    "problem.pretrained.imbalance": [1.05, 1.2, 1.5, 2]
  }
}
`;

/** 1,000 runs: 50 variants, 20 seeds. */
const thousand = `{
  "version": 1,
  "title": "A thousand trajectories",
  ${problem},
  "adapter": { "init": { "kind": "gaussian", "randomFactor": "B" } },
  "dynamics": { "kind": "gradientFlow", "until": 5 },
  "seeds": 20,
  "sweep": {
    "adapter.initScale": [1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 1e-7],
    "adapter.rank": [1, 2, 3, 4, 6]
  }
}
`;

/** Steps that are too large for one of three variants. */
const partly = `{
  "version": 1,
  "title": "How large may a step be?",
  "problem": { "kind": "matrixFactorization" },
  "adapter": { "rank": 4, "initScale": 1e-3 },
  "dynamics": { "kind": "gd", "steps": 2000 },
  "seeds": 3,
  "sweep": { "dynamics.learningRate": [1e-3, 3e-3, 0.5] }
}
`;

/** Long enough to be looked at while it runs. */
const sweeping = `{
  "version": 1,
  "title": "A long sweep",
  ${problem},
  "adapter": { "rank": 4 },
  "dynamics": { "kind": "gd", "learningRate": 1e-4, "steps": 50000 },
  "seeds": 400,
  "sweep": { "adapter.initScale": [1e-2, 1e-3, 1e-4] }
}
`;

/** A place to complete in, inside the sweep. */
const paths = `{
  "version": 1,
  ${problem},
  "adapter": { "rank": 4 },
  "sweep": {
    
  }
}
`;

/** A problem of which nothing is said yet. */
const kinds = `{
  "version": 1,
  "problem": 
}
`;

/** As somebody typed it. */
const messy = `{ // Which start escapes first?
"title":"Two starts",   "problem":{"kind":"matrixFactorization",
      "target":{"kind":"singularPair","pair":"top","strength":5}},
  /* rank 4 is enough */ "adapter":{"rank":4},
"sweep":{"adapter.init":["gaussian",
    "spectral"],"adapter.initScale":[1e-3,1e-4]}
}
`;

/** A page that shows an exported figure. */
const draft = `# Alignment before loss

The loss stays flat while the factors align; then it falls.

![Smaller initialisation, lower plateau](figure.svg)

Figure 1: exported for one column of a paper, 3.25 inches wide.
`;

/** What pictures are taken of, beside the presets. */
export const files: Readonly<Record<string, string>> = {
  'diverging.lora.json': diverging,
  'unsound.lora.json': unsound,
  'plateau.lora.json': plateau,
  'grid.lora.json': grid,
  'thousand.lora.json': thousand,
  'partly.lora.json': partly,
  'sweeping.lora.json': sweeping,
  'paths.lora.json': paths,
  'kinds.lora.json': kinds,
  'messy.lora.json': messy,
  'formatted.lora.json': messy,
  'draft.md': draft,
};
