// The engine's own method in native code: DOP853 on the factored gradient in singular bases, nothing sampled.
// usage: native SIZE RANK TARGETS ALPHA T RTOL; prints one line of JSON. The coefficients come from the engine: dop853.h is
// written from its tables.
#include "dop853.h"
#include "factored.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double *zeros(size_t count) {
  double *p = aligned_alloc(64, (count * sizeof(double) + 127) / 64 * 64);
  for (size_t i = 0; i < count; i++) p[i] = 0;
  return p;
}

/** Nearly normal: a sum of twelve uniform numbers. */
static double normal(void) {
  double s = -6;
  for (int i = 0; i < 12; i++) s += drand48();
  return s;
}

static void unitRows(double *x, int rows, int length, int ld) {
  for (int p = 0; p < rows; p++) {
    double square = 0;
    for (int i = 0; i < length; i++) {
      x[p * ld + i] = normal();
      square += x[p * ld + i] * x[p * ld + i];
    }
    for (int i = 0; i < length; i++) x[p * ld + i] /= sqrt(square);
  }
}

int main(int count, char **given) {
  if (count < 7) return 2;
  int size = atoi(given[1]), rank = atoi(given[2]), targets = atoi(given[3]), ld = (size + 7) & ~7, length = 4 * rank * ld;
  double alpha = atof(given[4]), end = atof(given[5]), rtol = atof(given[6]);
  double *s = zeros(ld), *U = zeros(targets * ld), *V = zeros(targets * ld), *S = zeros(targets);
  for (int i = 0; i < size; i++) s[i] = 2 * pow(.25, i / (size - 1.));
  for (int l = 0; l < targets; l++) S[l] = 1 - .25 * l;
  unitRows(U, targets, size, ld);
  unitRows(V, targets, size, ld);
  Problem problem = {size, size, size, rank, targets, ld, s, s, 0, 0, U, V, S, zeros(workLength(rank, targets, ld))};
  double *start = zeros(length), *y = zeros(length), *z = zeros(length), *k[13], sums[16], floor2 = 0, best = 1e99;
  for (int i = 0; i < 13; i++) k[i] = zeros(length);
  for (int p = 0; p < rank; p++)
    for (int i = 0; i < size; i++) {
      start[p * ld + i] = alpha * normal();
      start[(2 * rank + p) * ld + i] = alpha * normal();
    }
  for (int i = 0; i < length; i++) floor2 += start[i] * start[i] / 2;
  int gradients = 0, steps = 0;
  for (int round = 0; round < 9; round++) {
    double began = seconds(), t = 0, h = .3 * pow(rtol, 1 / 9.), previous = 1e-4;
    for (int i = 0; i < length; i++) y[i] = start[i];
    gradient(&problem, y, k[0]);
    gradients = 1;
    steps = 0;
    while (t < end) {
      if (t + h > end) h = end - t;
      double weights[12];
      const double *vectors[12];
      for (int i = 0; i < 11; i++) {
        for (int j = 0; j < stageCounts[i]; j++) {
          weights[j] = h * stageWeights[i][j];
          vectors[j] = k[stageVectors[i][j]];
        }
        combine(z, y, length, weights, vectors, stageCounts[i]);
        gradient(&problem, z, k[i + 1]);
        gradients++;
      }
      for (int j = 0; j < endCount; j++) {
        weights[j] = h * endWeights[j];
        vectors[j] = k[endVectors[j]];
      }
      endStep(z, y, length, weights, endFifth, endThird, vectors, endCount, sums);
      double fifth = 0, third = 0;
      for (int b = 0; b < 4; b++) {
        double scale = fmax(fmax(sums[4 * b + 2], sums[4 * b + 3]), floor2);
        fifth += sums[4 * b] / scale / 4;
        third += sums[4 * b + 1] / scale / 4;
      }
      double error = h * fifth / sqrt(fifth + .01 * third + 1e-300) / rtol;
      if (!(error < 1)) {
        h *= fmax(.2, .9 * pow(error, -1 / 8.));
        continue;
      }
      gradient(&problem, z, k[12]);
      gradients++;
      steps++;
      double *swap = y;
      y = z;
      z = swap;
      swap = k[0];
      k[0] = k[12];
      k[12] = swap;
      t += h;
      h *= fmin(6, fmax(.333, .9 * pow(fmax(error, 1e-10), -.0875) * pow(previous, .05)));
      previous = fmax(error, 1e-4);
    }
    best = fmin(best, seconds() - began);
  }
  printf("{\"peer\":\"native\",\"nfev\":%d,\"steps\":%d,\"solve_s\":%.6f,\"us_per_rhs\":%.3f}\n", gradients, steps, best,
         best / gradients * 1e6);
  return 0;
}
