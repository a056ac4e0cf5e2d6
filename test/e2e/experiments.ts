/** Experiments that the suites open. */

/** Four variants, three seeds, done in a moment. */
export const quick = `{
  "version": 1,
  "title": "Quick",
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "gaussian", "matrix": "paper", "imbalance": 1.05 },
    "target": { "kind": "singularPair", "pair": "top", "strength": 5 }
  },
  "adapter": { "rank": 4, "init": { "kind": "gaussian", "randomFactor": "B" } },
  "dynamics": { "kind": "gradientFlow", "until": 5 },
  "seeds": 3,
  "sweep": {
    "adapter.initScale": [1e-3, 1e-4],
    "adapter.init": ["gaussian", "spectral"]
  }
}
`;

/** Would take many minutes. */
export const slow = `{
  "version": 1,
  "title": "Slow",
  "problem": { "kind": "matrixFactorization" },
  "adapter": { "rank": 4 },
  "dynamics": { "kind": "gd", "learningRate": 1e-4, "steps": 50000 },
  "seeds": 5000
}
`;

/** An unknown key and a negative scale. */
export const wrong = `{
  "version": 1,
  "problem": { "kind": "matrixFactorization" },
  "adapter": {
    "rnk": 4,
    "initScale": -1
  }
}
`;

/** A rank over the smallest dimension. */
export const largeRank = `{
  "version": 1,
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "gaussian", "dims": { "m": 10, "h": 20, "n": 10 } }
  },
  "adapter": { "rank": 40 }
}
`;

/** Weights from a file that is not there. */
export const missingWeights = `{
  "version": 1,
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "file", "path": "nowhere.npz", "w1": "W1", "w2": "W2" }
  }
}
`;

/** Ends on its plateau, which a smaller start would lower. */
export const plateau = `{
  "version": 1,
  "title": "Plateau",
  "problem": {
    "kind": "matrixFactorization",
    "pretrained": { "kind": "gaussian", "matrix": "paper", "imbalance": 1.05 },
    "target": { "kind": "singularPair", "pair": "top", "strength": 5 }
  },
  "adapter": { "rank": 4, "initScale": 1e-3 },
  "dynamics": { "kind": "gradientFlow", "until": 5 },
  "seeds": 3
}
`;

/** A step ten times over its limit: every run diverges. */
export const diverging = `{
  "version": 1,
  "title": "Too large a step",
  "problem": { "kind": "matrixFactorization" },
  "adapter": { "rank": 4 },
  "dynamics": { "kind": "gd", "learningRate": 0.5, "steps": 2000 },
  "seeds": 3
}
`;
