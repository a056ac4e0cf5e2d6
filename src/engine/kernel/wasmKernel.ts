import type { Factors, System } from '../system.ts';
import type { Kernel, KernelFactory, Vector } from './contract.ts';
import { STATE_VECTORS } from './bytesNeeded.ts';
import { packFactors, unpackFactors, type Layout } from './layout.ts';
import { MAX_TERMS, memoryPlan, type MemoryPlan } from './memoryPlan.ts';
import { operandsOf, type Operands } from './operands.ts';
import { instantiateKernel, type KernelExports } from './wasmModule.ts';
import { loadOperands } from './wasmOperands.ts';

/** The kernel in WASM SIMD (AssemblyScript source in assembly/): the same bits on every machine. */
export const wasmKernel: KernelFactory = (system: System) => new WasmKernel(operandsOf(system));

const PAGE = 65536;
/** Rows of slack after the last vector, which tiles may read. */
const SLACK_ROWS = 4;

/** A released instance whose memory is larger than this is dropped. */
const KEPT = 1 << 26;

/** An instance that a kernel has left, for the next: touched memory is many times as fast as fresh pages. */
let idle: KernelExports | undefined;

class WasmKernel implements Kernel {
  readonly name = 'wasm';
  readonly length: number;
  private readonly layout: Layout;
  private readonly wasm: KernelExports;
  /** First byte of the plan's regions. */
  private readonly regions: number;
  private readonly coefficientsAt: number;
  private readonly vectorsAt: number;
  private readonly sumsAt: number;
  private readonly residualGradient: boolean;
  private readonly residualLoss: boolean;
  private readonly views = new Map<Vector, Float64Array>();
  /** The state of the last gradient, and the state whose E is in the workspace. */
  private lastState: Vector | undefined;
  private residualState: Vector | undefined;
  private free: number;
  private doubles: Float64Array;
  private addresses: Uint32Array;

  constructor(operands: Operands) {
    this.layout = operands.layout;
    this.length = operands.layout.length;
    this.residualGradient = operands.gradientForm === 'residual';
    this.residualLoss = operands.lossForm === 'residual';
    this.wasm = idle ?? instantiateKernel();
    idle = undefined;
    const plan: MemoryPlan = memoryPlan({
      layout: operands.layout,
      k: operands.k,
      gradientForm: operands.gradientForm,
      lossForm: operands.lossForm,
      denseW2: operands.W2.kind === 'dense',
      denseW1: operands.W1.kind === 'dense',
    });
    this.regions = 64 * Math.ceil(this.wasm.heapBase() / 64);
    this.free = this.regions + 8 * plan.length;
    this.coefficientsAt = this.regions + 8 * plan.offsets.coefficients;
    this.vectorsAt = this.regions + 8 * plan.offsets.vectors;
    this.sumsAt = this.regions + 8 * plan.offsets.sums;
    // One growth makes room for all the vectors that a run is likely to ask for.
    this.reserve(STATE_VECTORS * this.vectorBytes());
    this.doubles = new Float64Array(this.wasm.memory.buffer);
    this.addresses = new Uint32Array(this.wasm.memory.buffer);
    this.doubles.fill(0, this.regions / 8, this.free / 8);
    loadOperands(this.wasm, this.doubles, this.regions, plan, operands);
  }

  allocate(): Vector {
    const vector = this.free as Vector;
    this.free += this.vectorBytes();
    if (this.reserve(0)) {
      this.doubles = new Float64Array(this.wasm.memory.buffer);
      this.addresses = new Uint32Array(this.wasm.memory.buffer);
      this.views.clear();
    }
    this.doubles.fill(0, vector / 8, this.free / 8);
    return vector;
  }

  release(): void {
    if (this.wasm.memory.buffer.byteLength <= KEPT) idle = this.wasm;
  }

  write(vector: Vector, factors: Factors): void {
    packFactors(this.layout, factors, this.view(vector));
  }

  read(vector: Vector): Factors {
    return unpackFactors(this.layout, this.view(vector));
  }

  view(vector: Vector): Float64Array {
    let view = this.views.get(vector);
    if (view === undefined) {
      view = this.doubles.subarray(vector / 8, vector / 8 + this.length);
      this.views.set(vector, view);
    }
    return view;
  }

  gradient(y: Vector, out: Vector): void {
    this.lastState = y;
    this.residualState = y;
    if (this.residualGradient) this.wasm.residualGradient(y, out);
    else this.wasm.factoredGradient(y, out);
  }

  combine(
    out: Vector,
    base: Vector | null,
    coefficients: readonly number[],
    vectors: readonly Vector[],
  ): void {
    this.putTerms(1, coefficients, vectors);
    this.wasm.combine(out, base ?? 0, this.coefficientsAt, this.vectorsAt, vectors.length, 8 * this.length);
  }

  blockNorms(vector: Vector, norms: Float64Array): void {
    this.wasm.blockNorms(vector, this.sumsAt);
    for (let i = 0; i < 4; i++) norms[i] = this.doubles[this.sumsAt / 8 + i]!;
  }

  dot(x: Vector, y: Vector): number {
    return this.wasm.dot(x, y);
  }

  loss(y: Vector): number {
    this.residualState = y;
    return this.residualLoss ? this.wasm.residualLoss(y) : this.wasm.qrLoss(y);
  }

  lossOfGradient(): number {
    if (this.lastState === undefined) throw new Error('there is no gradient yet');
    if (this.residualGradient) {
      if (this.residualState !== this.lastState) return this.loss(this.lastState);
      return this.wasm.squaredResidual() / 2;
    }
    this.wasm.gramLoss(this.sumsAt);
    const loss = this.doubles[this.sumsAt / 8]!;
    // The second number is the size of the terms that cancel. Not-a-number goes to `loss` too.
    return loss > 1e-8 * this.doubles[this.sumsAt / 8 + 1]! ? loss : this.loss(this.lastState);
  }

  residualParts(y: Vector, parts: Float64Array): number {
    this.residualState = y;
    const loss = this.residualLoss
      ? this.wasm.residualParts(y, this.sumsAt)
      : this.wasm.qrParts(y, this.sumsAt);
    for (let i = 0; i < 4; i++) parts[i] = this.doubles[this.sumsAt / 8 + i]!;
    return loss;
  }

  stage(
    state: Vector,
    base: Vector,
    step: number,
    coefficients: readonly number[],
    vectors: readonly Vector[],
    out: Vector,
  ): void {
    this.putTerms(step, coefficients, vectors);
    this.wasm.combine(state, base, this.coefficientsAt, this.vectorsAt, vectors.length, 8 * this.length);
    this.gradient(state, out);
  }

  endStep(
    out: Vector,
    base: Vector,
    step: number,
    weights: readonly number[],
    first: readonly number[],
    second: readonly number[],
    vectors: readonly Vector[],
    sums: Float64Array,
  ): void {
    this.putTerms(step, weights, vectors);
    const count = vectors.length;
    const firstAt = this.coefficientsAt / 8 + MAX_TERMS;
    const secondAt = firstAt + MAX_TERMS;
    for (let i = 0; i < count; i++) {
      this.doubles[firstAt + i] = first[i]!;
      this.doubles[secondAt + i] = second[i]!;
    }
    this.wasm.endStep(
      out,
      base,
      this.coefficientsAt,
      8 * firstAt,
      8 * secondAt,
      this.vectorsAt,
      count,
      this.sumsAt,
    );
    for (let i = 0; i < 16; i++) sums[i] = this.doubles[this.sumsAt / 8 + i]!;
  }

  /** Hands the coefficients, times `step`, and the vectors' addresses over. */
  private putTerms(step: number, coefficients: readonly number[], vectors: readonly Vector[]): void {
    const count = vectors.length;
    if (count > MAX_TERMS || coefficients.length < count) {
      throw new RangeError(`a combination of ${count} vectors with ${coefficients.length} coefficients`);
    }
    const doubles = this.coefficientsAt / 8;
    const addresses = this.vectorsAt / 4;
    for (let i = 0; i < count; i++) {
      this.doubles[doubles + i] = step * coefficients[i]!;
      this.addresses[addresses + i] = vectors[i]!;
    }
  }

  /** Bytes from vector to vector: whole cache lines, and never whole pages, so that a dozen vectors share no cache set. */
  private vectorBytes(): number {
    const bytes = 64 * Math.ceil((8 * this.length) / 64);
    return bytes % 1024 === 0 ? bytes + 192 : bytes;
  }

  /** Makes room up to `free`, `more` bytes and the slack; true if the memory moved. Throws a RangeError if there is none. */
  private reserve(more: number): boolean {
    const { memory } = this.wasm;
    const missing = this.free + more + 8 * SLACK_ROWS * this.layout.stride - memory.buffer.byteLength;
    if (missing <= 0) return false;
    memory.grow(Math.ceil(missing / PAGE));
    return true;
  }
}
