/**
 * What a user of JavaScript would reach for: ml-matrix and odex. Run as `node odex_peer.ts FOLDER T SAMPLES RTOL`.
 */
import { createRequire } from 'node:module';
import process from 'node:process';
import { Matrix } from 'ml-matrix';
import { readProblem } from '../problemFolder.ts';

interface OdexSolver {
  relativeTolerance: number;
  absoluteTolerance: number;
  maxSteps: number;
  denseOutput: boolean;
  grid(spacing: number, out: (t: number, y: number[]) => void): unknown;
  solve(
    slope: (t: number, y: number[]) => number[],
    from: number,
    y: number[],
    to: number,
    out: unknown,
  ): unknown;
}
const { Solver } = createRequire(import.meta.url)('odex') as { Solver: new (size: number) => OdexSolver };

const [folder, endText, samplesText, rtolText] = process.argv.slice(2) as [string, string, string, string];
const end = Number(endText);
const samples = Number(samplesText);
const rtol = Number(rtolText);
const problem = readProblem(folder);
const { m, h, n, r, k, alpha } = problem.meta;
const matrix = (rows: number, cols: number, data: Float64Array) =>
  Matrix.from1DArray(rows, cols, Array.from(data));
const W1 = matrix(h, n, problem.W1);
const W2 = matrix(m, h, problem.W2);
const V = matrix(n, k, problem.V);
const delta = matrix(m, k, problem.U).mulRowVector(Array.from(problem.S)).mmul(V.transpose());
const Y = W2.mmul(W1).add(delta);
const shapes = [
  [r, n],
  [h, r],
  [r, h],
  [m, r],
] as const;

function unpack(y: readonly number[]): [Matrix, Matrix, Matrix, Matrix] {
  let at = 0;
  return shapes.map(([rows, cols]) => {
    const out = Matrix.from1DArray(rows, cols, y.slice(at, at + rows * cols));
    at += rows * cols;
    return out;
  }) as [Matrix, Matrix, Matrix, Matrix];
}

function pack(factors: readonly Matrix[]): number[] {
  return factors.flatMap(factor => factor.to1DArray());
}

let gradients = 0;
function slope(_: number, y: number[]): number[] {
  gradients++;
  const [A1, B1, A2, B2] = unpack(y);
  const X1 = Matrix.add(W1, B1.mmul(A1));
  const X2 = Matrix.add(W2, B2.mmul(A2));
  const E = Matrix.sub(Y, X2.mmul(X1));
  const G1 = X2.transpose().mmul(E);
  const G2 = E.mmul(X1.transpose());
  return pack([
    B1.transpose().mmul(G1),
    G1.mmul(A1.transpose()),
    B2.transpose().mmul(G2),
    G2.mmul(A2.transpose()),
  ]);
}

const start = pack([
  matrix(r, n, problem.A10),
  Matrix.zeros(h, r),
  matrix(r, h, problem.A20),
  Matrix.zeros(m, r),
]);
const states: number[][] = [];
const solver = new Solver(start.length);
solver.relativeTolerance = rtol;
solver.absoluteTolerance = rtol * alpha;
solver.maxSteps = 100_000;
solver.denseOutput = true;
const cpuBefore = process.cpuUsage();
const before = performance.now();
const record = solver.grid(end / samples, (t, y) => {
  if (t > 0 && states.length < samples) states.push([...y]);
});
solver.solve(slope, 0, start, end, record);
const wall = (performance.now() - before) / 1e3;
const used = process.cpuUsage(cpuBefore);
// The grid may end a rounding error before the last point.
while (states.length < samples) states.push(states[states.length - 1]!);

const loss: number[] = [];
const align: number[] = [];
for (const state of states) {
  const [A1, B1, A2, B2] = unpack(state);
  const first = W2.mmul(B1).mmul(A1);
  const second = B2.mmul(Matrix.add(A2.mmul(W1), A2.mmul(B1).mmul(A1)));
  const E = Matrix.sub(Matrix.sub(delta, first), second);
  loss.push(0.5 * E.norm() ** 2);
  align.push((A1.mmul(V).norm() / A1.norm()) ** 2);
}
console.log(
  JSON.stringify({
    peer: 'ml-matrix + odex',
    rtol,
    solve_s: wall,
    cpu_s: (used.user + used.system) / 1e6,
    nfev: gradients,
    loss,
    align,
  }),
);
