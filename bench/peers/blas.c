// Microseconds of the matrix products of one factored gradient through BLAS. usage: blas SIZE RANK TARGETS.
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double *filled(size_t count) {
  double *p = aligned_alloc(64, (count * sizeof(double) + 127) / 64 * 64);
  for (size_t i = 0; i < count; i++) p[i] = drand48() - .5;
  return p;
}

int main(int count, char **given) {
  if (count < 4) return 2;
  int size = atoi(given[1]), r = atoi(given[2]), k = atoi(given[3]), w = k + 2 * r;
  double *L = filled((size_t)w * size), *Q = filled((size_t)w * size), *A = filled((size_t)r * size),
         *B = filled((size_t)r * size), *gram = filled(w * w), *gram2 = filled(w * w), *C = filled(r * r),
         *M = filled((size_t)2 * r * w), *M2 = filled((size_t)2 * r * w), *out = filled((size_t)2 * r * size),
         *out2 = filled((size_t)2 * r * size);
  double best = 1e99;
  int calls = 1 + (int)(2e7 / (4. * size * w * (w + 2 * r)));
  for (int round = 0; round < 25; round++) {
    double began = now();
    for (int i = 0; i < calls; i++) {
      // Two Grams, C = A2 B1, and after the small algebra two tall products of 2r rows each and two of r rows.
      cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, w, size, 1, L, size, 0, gram, w);
      cblas_dsyrk(CblasRowMajor, CblasLower, CblasNoTrans, w, size, 1, Q, size, 0, gram2, w);
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, r, r, size, 1, A, size, B, size, 0, C, r);
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 2 * r, size, w, 1, M, w, Q, size, 0, out, size);
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 2 * r, size, w, 1, M2, w, L, size, 0, out2, size);
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, r, size, r, 1, C, r, B, size, 1, out, size);
      cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, r, size, r, 1, C, r, A, size, 1, out2, size);
    }
    double each = (now() - began) / calls;
    if (each < best) best = each;
  }
  printf("{\"peer\":\"blas\",\"us_per_rhs\":%.3f}\n", best * 1e6);
  return 0;
}
