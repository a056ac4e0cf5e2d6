import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as coefficients from '../src/engine/dynamics/flow/dop853Coefficients.ts';

/** A tool that is there, by its command line, or what to do to get it. */
export type Tool =
  | { readonly there: true; readonly command: readonly string[] }
  | { readonly there: false; readonly install: string };

/** What this machine has to compare the engine with. */
export interface Toolchain {
  readonly scipy: Tool;
  readonly torch: Tool;
  /** The engine's algorithm in native code. */
  readonly native: Tool;
  /** The matrix products of a gradient through BLAS. */
  readonly blas: Tool;
  readonly cvode: Tool;
}

const peers = fileURLToPath(new URL('peers/', import.meta.url));

/** One thread each: contenders are compared core for core. */
export const oneThread: NodeJS.ProcessEnv = {
  ...process.env,
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
};
// Settings that hold BLAS back on this machine are none of the peers' making.
delete oneThread['OPENBLAS_CORETYPE'];
delete oneThread['OPENBLAS_L2_SIZE'];

/** Finds the tools, and compiles the peers in C into `cache`. */
export function findToolchain(cache: string): Toolchain {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'dop853.h'), coefficientHeader());
  const scipy = pythonWith('numpy, scipy.integrate', 'python3-numpy python3-scipy');
  const torch = pythonWith('numpy, torch', 'python3-numpy python3-torch');
  const needs = 'gcc libsundials-dev libopenblas-dev liblapacke-dev';
  return {
    scipy,
    torch,
    native: compiled(cache, 'native', ['native.c', 'factored.c'], [['-lm']], 'gcc'),
    blas: compiled(cache, 'blas', ['blas.c'], [['-lopenblas', '-lm']], 'gcc libopenblas-dev'),
    cvode: compiled(
      cache,
      'cvode',
      ['cvode.c', 'factored.c'],
      [sundials(), sundials('-lsundials_core')],
      needs,
    ),
  };
}

function sundials(...more: readonly string[]): readonly string[] {
  const own = ['cvode', 'nvecserial', 'sunlinsolspgmr', 'sunnonlinsolfixedpoint'].map(
    name => `-lsundials_${name}`,
  );
  return [...own, ...more, '-llapacke', '-lopenblas', '-lm'];
}

/** A Python that can import the modules: PYTHON, the one on the path, or the system's. */
function pythonWith(modules: string, packages: string): Tool {
  for (const python of [process.env['PYTHON'], 'python3', '/usr/bin/python3']) {
    if (python === undefined) continue;
    const { status } = spawnSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' });
    if (status === 0) return { there: true, command: [python] };
  }
  return { there: false, install: `apt-get install ${packages}, or name a Python that has them in PYTHON` };
}

/** Compiles a peer unless it is there and newer than its sources; tries each set of libraries in turn. */
function compiled(
  cache: string,
  name: string,
  sources: readonly string[],
  libraries: readonly (readonly string[])[],
  packages: string,
): Tool {
  const program = join(cache, name);
  const paths = sources.map(source => join(peers, source));
  const inputs = [...paths, join(peers, 'factored.h')];
  const newest = Math.max(...inputs.map(path => statSync(path).mtimeMs));
  if (existsSync(program) && statSync(program).mtimeMs > newest) return { there: true, command: [program] };
  const compiler = ['clang', 'gcc', 'cc'].find(onPath);
  if (compiler !== undefined) {
    for (const flags of libraries) {
      const options = ['-O3', '-march=native', '-ffp-contract=fast', '-w', `-I${cache}`, `-I${peers}`];
      const { status } = spawnSync(compiler, [...options, ...paths, '-o', program, ...flags], {
        stdio: 'ignore',
      });
      if (status === 0) return { there: true, command: [program] };
    }
  }
  return { there: false, install: `apt-get install ${packages}` };
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some(folder => existsSync(join(folder, program)));
}

/** The engine's own coefficients of DOP853 as a C header. */
function coefficientHeader(): string {
  const { stages, end } = coefficients;
  const list = (values: readonly number[]): string => `{${values.join(', ')}}`;
  const rows = (values: readonly (readonly number[])[]): string => `{${values.map(list).join(',\n  ')}}`;
  return [
    '// Written by bench/toolchain.ts from src/engine/dynamics/flow/dop853Coefficients.ts.',
    `static const int stageCounts[] = ${list(stages.map(stage => stage.vectors.length))};`,
    `static const int stageVectors[][12] = ${rows(stages.map(stage => stage.vectors))};`,
    `static const double stageWeights[][12] = ${rows(stages.map(stage => stage.coefficients))};`,
    `enum { endCount = ${end.vectors.length} };`,
    `static const int endVectors[] = ${list(end.vectors)};`,
    `static const double endWeights[] = ${list(end.weights)};`,
    `static const double endFifth[] = ${list(end.fifth)};`,
    `static const double endThird[] = ${list(end.third)};`,
    '',
  ].join('\n');
}
