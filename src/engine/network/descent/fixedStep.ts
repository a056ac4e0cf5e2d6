import type { Optimiser } from '../../dynamics/discrete/optimiser.ts';
import type { Batch } from '../layer/batch.ts';
import type { Trainee } from '../trainee/contract.ts';
import type { Descent } from './contract.ts';
import type { RowSource } from './rows.ts';

/** An optimiser with a learning rate of its own. */
export class FixedStep implements Descent {
  readonly stepSize: number;
  readonly rejected = 0;
  steps = 0;
  readonly #trainee: Trainee;
  readonly #batch: Batch;
  readonly #rows: RowSource;
  readonly #optimiser: Optimiser;

  constructor(trainee: Trainee, batch: Batch, rows: RowSource, optimiser: Optimiser, learningRate: number) {
    this.#trainee = trainee;
    this.#batch = batch;
    this.#rows = rows;
    this.#optimiser = optimiser;
    this.stepSize = learningRate;
    this.#pass();
  }

  get time(): number {
    return this.stepSize * this.steps;
  }

  get loss(): number {
    return this.#batch.sums.loss / this.#batch.rows;
  }

  advance(): boolean {
    this.#batch.backward(this.#trainee.lowest);
    this.#trainee.pull();
    this.#optimiser.step(this.#trainee.state, this.#trainee.descent);
    this.steps++;
    this.#pass();
    return true;
  }

  #pass(): void {
    this.#trainee.push();
    this.#rows.next();
    this.#batch.forward(1 / this.#batch.rows);
  }
}
