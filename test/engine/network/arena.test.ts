import { expect, test } from 'vitest';
import { padded, type Arena } from '../../../src/engine/network/arena/contract.ts';
import { TypescriptArena } from '../../../src/engine/network/arena/typescriptArena.ts';
import { newArena } from '../../../src/engine/network/arena/wasmArena.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

/** Puts random numbers into rows of an arena, padding them with zeros. */
function filled(arena: Arena, rows: number, cols: number, seed: number): { at: number; step: number } {
  const step = padded(cols);
  const at = arena.allocate(rows * step);
  const random = randomStream('features', seed);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) arena.memory[at + i * step + j] = random.normal();
  return { at, step };
}

/** M·X + base over 130 terms, of which M is read as it lies or transposed. */
function product(arena: Arena, transposed: boolean, withBase: boolean): number[][] {
  const [rows, depth, cols] = [7, 130, 10];
  const M = transposed ? filled(arena, depth, rows, 1) : filled(arena, rows, depth, 1);
  const X = filled(arena, depth, cols, 2);
  const base = filled(arena, 1, cols, 3);
  const out = arena.allocate(rows * X.step);
  const plan = {
    ...{ out, outStep: X.step, base: withBase ? base.at : -1, baseStep: 0 },
    ...{ M: M.at, rowStep: transposed ? 1 : M.step, termStep: transposed ? M.step : 1 },
    ...{ X: X.at, xStep: X.step, depth, length: X.step },
  };
  arena.multiply(plan, 0, 3);
  arena.multiply(plan, 3, rows - 3);
  return Array.from({ length: rows }, (_, i) =>
    Array.from(arena.memory.subarray(out + i * X.step, out + i * X.step + X.step)),
  );
}

test.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])('WASM and TypeScript multiply to the same bits (transposed: %s, with a base: %s)', (transposed, base) => {
  const fast = newArena();
  expect(fast.kernel).toBe('wasm');
  const plain = product(new TypescriptArena(), transposed, base);
  expect(product(fast, transposed, base)).toEqual(plain);
  // the definition, of one entry in the middle
  const arena = new TypescriptArena();
  const M = transposed ? filled(arena, 130, 7, 1) : filled(arena, 7, 130, 1);
  const X = filled(arena, 130, 10, 2);
  const first = filled(arena, 1, 10, 3);
  let sum = base ? arena.memory[first.at + 4]! : 0;
  for (let c = 0; c < 130; c++) {
    const m = transposed ? M.at + c * M.step + 5 : M.at + 5 * M.step + c;
    sum += arena.memory[m]! * arena.memory[X.at + c * X.step + 4]!;
  }
  expect(plain[5]![4]).toBe(sum);
  expect(plain.map(row => row.slice(10))).toEqual(plain.map(() => [0, 0]));
});

test('memory that another arena has left is clean', () => {
  const used = newArena();
  const place = used.allocate(1000);
  used.memory.fill(7, place, place + 1000);
  used.release();
  const next = newArena();
  const again = next.allocate(1000);
  expect(next.memory.subarray(again, again + 1000).every(x => x === 0)).toBe(true);
});

test('places stay where they are while memory grows', () => {
  for (const arena of [newArena(), new TypescriptArena()]) {
    const first = arena.allocate(10);
    arena.memory[first + 9] = 3;
    const large = arena.allocate(1_000_000);
    arena.memory[large + 999_999] = 4;
    expect(arena.memory[first + 9]).toBe(3);
    expect(large - first).toBe(12);
  }
});
