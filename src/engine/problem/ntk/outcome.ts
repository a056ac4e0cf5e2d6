import type { EndReason, Outcome } from '../../simulation.ts';
import type { Classification } from './classify.ts';
import type { ConvexSolution } from './convex/solve.ts';
import type { NtkPoint } from './point.ts';
import { isQuadratic, numbersOf, quadraticOf } from './quadratic.ts';
import type { NtkRun } from './run.ts';
import type { Task } from './task.ts';
import { thresholdRank } from './threshold.ts';

/** What a run ends with: the verdict, and the numbers that it and the plots rest on. */
export function outcomeOf(end: {
  readonly run: NtkRun;
  readonly task: Task;
  readonly optimum: ConvexSolution;
  readonly point: NtkPoint;
  readonly found: Classification;
  readonly reason: EndReason;
  readonly counts: Readonly<Record<string, number>>;
  readonly steps: number;
}): Outcome {
  const { task, optimum, point, found, reason, steps } = end;
  const { samples, outputs } = task.features;
  const loss = point.value('loss');
  const zero = new Float64Array(optimum.x.data.length);
  return {
    reason,
    events: {},
    health: { imbalance: point.value('imbalance') },
    counts: end.counts,
    ...(reason === 'diverged' && {
      divergence: {
        t: steps,
        step: steps,
        loss,
        remedy: 'Lower the learning rate, or leave it to the line search',
      },
    }),
    verdict: found.verdict,
    ends: {
      objective: loss,
      gap: point.value('gap'),
      certificate: point.value('certificate'),
      gradientNorm: point.value('gradientNorm'),
      smallestEigenvalue: found.eigenvalue,
      rank: point.value('rank'),
      nuclearNorm: point.value('nuclearNorm'),
      frobeniusNorm: point.value('frobeniusNorm'),
      dataLoss: point.value('dataLoss'),
      measurements: samples * outputs,
      threshold: thresholdRank(outputs, samples),
      convexObjective: optimum.objective,
      convexDataLoss: optimum.dataLoss,
      convexGap: optimum.dualityGap,
      convexCertificate: optimum.certificate,
      convexRank: optimum.rank,
      convexNuclearNorm: optimum.nuclearNorm,
      ...(task.test && {
        trainAccuracy: point.value('trainAccuracy'),
        testAccuracy: point.value('testAccuracy'),
        networkTestAccuracy: point.value('networkTestAccuracy'),
        testLoss: point.value('testLoss'),
        convexTestAccuracy: task.test.linearised(optimum.x.data).accuracy,
        convexNetworkTestAccuracy: task.test.network(optimum.x.data),
        convexTestLoss: task.test.linearised(optimum.x.data).loss,
        initialTestAccuracy: task.test.network(zero),
      }),
    },
    spectra: {
      solution: Array.from(point.singularValues),
      convex: Array.from(optimum.singularValues),
      ...(isQuadratic(task) && { quadratic: numbersOf(quadraticOf(task)) }),
    },
  };
}
