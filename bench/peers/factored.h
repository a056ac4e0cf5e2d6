// The engine's algorithm in native code, as a yardstick: the factored gradient in singular bases, and the vector operations
// of a Runge-Kutta step. GCC or clang, vectors of four doubles, fused multiply-add where the machine has it.
#ifndef FACTORED_H
#define FACTORED_H

/** A problem in singular bases. Rows are `ld` doubles apart, ld a multiple of 8; padding is zero. */
typedef struct {
  int m, h, n, rank, targets, ld;
  /** W1 = diag(s1); W2 = diag(s2), or dense: byRows (m rows of h) and byColumns (h rows of m). */
  const double *s1, *s2, *byRows, *byColumns;
  /** Rows of left and right singular vectors of the target, and its singular values. */
  const double *U, *V, *S;
  double *work;
} Problem;

/** Doubles of `work`. */
int workLength(int rank, int targets, int ld);
/** out = minus the gradient at y; both are [A1 | B1' | A2 | B2'], each rank rows. */
void gradient(const Problem *problem, const double *y, double *out);
/** out = base + sum weights[i] vectors[i]. */
void combine(double *out, const double *base, int length, const double *weights, const double *const *vectors, int count);
/**
 * out = base + sum weights[i] vectors[i], and for each of four blocks b: sums[4b...] = squared norms of
 * sum first[i] vectors[i], of sum second[i] vectors[i], of base and of out.
 */
void endStep(double *out, const double *base, int length, const double *weights, const double *first,
             const double *second, const double *const *vectors, int count, double *sums);

#endif
