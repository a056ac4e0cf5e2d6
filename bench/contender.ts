import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { SAMPLES, type ProblemSpec } from './problems.ts';
import { oneThread, type Tool, type Toolchain } from './toolchain.ts';

/** A program that solves a problem and prints one line of JSON. */
export interface Contender {
  readonly name: string;
  readonly tool: Tool;
  /** Arguments after the tool's command. */
  arguments(problem: ProblemSpec, folder: string, tolerance: number): readonly (string | number)[];
  /** Problems that it is tried on: others would take minutes or are out of its reach. */
  readonly problems: readonly string[];
  /** Has no tolerance: its accuracy is what its step gives. */
  readonly fixedStep?: boolean;
}

/** What a contender prints. Times in seconds. */
export interface Answer {
  readonly solve_s: number;
  readonly cpu_s: number;
  readonly setup_s?: number;
  readonly setup_cpu_s?: number;
  readonly cold_s?: number;
  readonly nfev: number;
  readonly loss: readonly number[];
  readonly align: readonly number[];
  readonly extrapolated?: boolean;
}

/** The project's own engine. */
export const ENGINE = 'engine';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const node: Tool = { there: true, command: [process.execPath] };

/** Everyone who competes, the engine first. */
export function contenders({ scipy, torch, cvode }: Toolchain): readonly Contender[] {
  return [
    {
      name: ENGINE,
      tool: node,
      problems: ['P1', 'P2', 'P2u', 'P3', 'P4', 'P5'],
      arguments: (problem, folder, tolerance) => [
        here('candidate.ts'),
        folder,
        problem.end,
        SAMPLES,
        tolerance,
        problem.repetitions,
      ],
    },
    cvodeOf(cvode, 'adams', 'reduced', ['P1', 'P2', 'P2u', 'P3']),
    cvodeOf(cvode, 'adams', 'factored', ['P1', 'P2', 'P2u', 'P3']),
    cvodeOf(cvode, 'adams', 'dense', ['P1', 'P2']),
    cvodeOf(cvode, 'bdf', 'reduced', ['P3', 'P4', 'P5']),
    cvodeOf(cvode, 'bdf', 'factored', ['P1', 'P4', 'P5']),
    scipyOf(scipy, 'DOP853', 'factored', ['P1', 'P2', 'P2u', 'P3']),
    scipyOf(scipy, 'DOP853', 'dense', ['P1', 'P2']),
    scipyOf(scipy, 'LSODA', 'dense', ['P1']),
    {
      name: 'ml-matrix + odex',
      tool: node,
      problems: ['P1'],
      arguments: ({ end }, folder, tolerance) => [
        here('peers/odex_peer.ts'),
        folder,
        end,
        SAMPLES,
        tolerance,
      ],
    },
    {
      name: 'torch GD 1e-2',
      tool: torch,
      problems: ['P1', 'P3'],
      fixedStep: true,
      arguments: ({ end, m }, folder) => [
        here('peers/torch_peer.py'),
        folder,
        end,
        SAMPLES,
        0.01,
        ...(m > 500 ? [8] : []),
      ],
    },
  ];
}

function cvodeOf(tool: Tool, method: string, gradient: string, problems: readonly string[]): Contender {
  return {
    name: `CVODE ${method} ${gradient}`,
    tool,
    problems,
    arguments: ({ end }, folder, tolerance) => [folder, end, SAMPLES, tolerance, method, gradient],
  };
}

function scipyOf(tool: Tool, method: string, form: string, problems: readonly string[]): Contender {
  return {
    name: `scipy ${method} ${form}`,
    tool,
    problems,
    arguments: ({ end }, folder, tolerance) => [
      here('peers/scipy_peer.py'),
      folder,
      end,
      SAMPLES,
      tolerance,
      method,
      form,
    ],
  };
}

const PATIENCE_MS = 400_000;

/** Runs a contender in a process of its own; a string says what went wrong. */
export function ask(
  contender: Contender,
  problem: ProblemSpec,
  folder: string,
  tolerance: number,
): Answer | string {
  if (!contender.tool.there) return contender.tool.install;
  const [program, ...first] = contender.tool.command;
  const rest = contender.arguments(problem, folder, tolerance).map(String);
  return jsonOf<Answer>(program!, [...first, ...rest]);
}

/** The last line of a program's output as JSON; a string says what went wrong. */
export function jsonOf<T extends object>(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): T | string {
  const env = { ...oneThread, ...environment };
  const options = { env, encoding: 'utf8', timeout: PATIENCE_MS, maxBuffer: 1 << 26 } as const;
  const { stdout, stderr, error } = spawnSync(program, args, options);
  if (error) return error.message;
  const line = stdout.trim().split('\n').pop() ?? '';
  if (!line.startsWith('{')) return stderr.trim().split('\n').pop() ?? 'it printed nothing';
  return JSON.parse(line) as T;
}
