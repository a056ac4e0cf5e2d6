import { fileOf, readMatrix, type ArrayMention } from '../../../engine/problem/arrays.ts';
import {
  factorMentions,
  pretrainedMentions,
  targetMention,
} from '../../../engine/problem/matrixFactorization/mentions.ts';
import type { Finding } from '../../issue.ts';
import type { Subject } from './check.ts';
import { finding, setTo } from '../ruleFindings.ts';

/** Sizes that do not fit each other. All of this is cheap, and known before any singular values are. */
export function* shapeRules(subject: Subject): Generator<Finding> {
  const { settings, dims } = subject;
  const { pretrained, target } = settings.problem;
  const { m, n } = dims;
  if (pretrained.kind === 'file') {
    const { w1, w2 } = pretrainedMentions(pretrained);
    const W1 = shapeOf(subject, w1);
    const W2 = shapeOf(subject, w2);
    if (W1 && W2 && W2.cols !== W1.rows) {
      const exchanged = W1.cols === W2.rows ? '; are "w1" and "w2" exchanged?' : '';
      yield finding(
        'error',
        'shapes-do-not-chain',
        [...w2.at.slice(0, -1)],
        `W₂ is ${W2.rows}×${W2.cols} and W₁ is ${W1.rows}×${W1.cols}: W₂W₁ needs as many columns in W₂ as rows in W₁${exchanged}`,
        'give W₂ as m×h and W₁ as h×n',
      );
      return;
    }
  }
  if (pretrained.kind === 'gaussian' && pretrained.matrix === 'paper' && (m !== 10 || n !== 10)) {
    const path = ['problem', 'pretrained', 'dims'];
    yield finding(
      'error',
      'paper-matrix-size',
      path,
      `the stored Y_pre of the paper is 10×10, but m = ${m} and n = ${n}`,
      'set m and n to 10, or "matrix" to "random"',
      setTo(['problem', 'pretrained', 'matrix'], 'random'),
    );
  }
  if (target.kind === 'file') {
    const mention = targetMention(target);
    const shape = shapeOf(subject, mention);
    if (shape && (shape.rows !== m || shape.cols !== n)) {
      const message = `the target is ${shape.rows}×${shape.cols}, but W₂W₁ is ${m}×${n}`;
      yield finding('error', 'target-shape', mention.at, message, `give a matrix of ${m}×${n}`);
    }
  }
  yield* factorRules(subject);
}

function shapeOf({ files }: Subject, mention: ArrayMention): { rows: number; cols: number } | null {
  const matrix = fileOf(mention) === undefined ? null : readMatrix(files, mention);
  return matrix?.ok === true ? matrix.value : null;
}

/** Initial factors from a file that do not have the problem's sizes. */
function* factorRules(subject: Subject): Generator<Finding> {
  const { settings, dims } = subject;
  const { init, rank } = settings.adapter;
  if (init.kind !== 'file') return;
  const { m, h, n } = dims;
  const wanted = { A1: [rank, n], B1: [h, rank], A2: [rank, h], B2: [m, rank] } as const;
  const letters = { A1: 'r×n', B1: 'h×r', A2: 'r×h', B2: 'm×r' } as const;
  const mentions = factorMentions(init);
  for (const name of ['A1', 'B1', 'A2', 'B2'] as const) {
    const shape = shapeOf(subject, mentions[name]);
    const [rows, cols] = wanted[name];
    if (!shape || (shape.rows === rows && shape.cols === cols)) continue;
    const message = `${name} is ${shape.rows}×${shape.cols}, but must be ${letters[name]} = ${rows}×${cols}`;
    const fileRank = name.startsWith('A') ? shape.rows : shape.cols;
    const rankOnly = fileRank !== rank && (name.startsWith('A') ? shape.cols === cols : shape.rows === rows);
    yield finding(
      'error',
      'factor-shape',
      mentions[name].at,
      message,
      rankOnly ? `set "rank" to ${fileRank}, or save the factors again` : 'save the factors again',
      rankOnly ? setTo(['adapter', 'rank'], fileRank) : undefined,
    );
  }
}
