// SUNDIALS CVODE on the same problem. usage: cvode FOLDER T SAMPLES RTOL METHOD GRADIENT; prints one line of JSON.
//   METHOD: adams (fixed-point iteration) or bdf (Newton with GMRES). GRADIENT: dense (forms the residual), factored (the
//   residual's factors, dense weights through BLAS) or reduced (the engine's algorithm in native code, see factored.h).
#include "factored.h"
#include <cblas.h>
#include <cvode/cvode.h>
#include <lapacke.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sundials/sundials_config.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>
#include <time.h>

#if SUNDIALS_VERSION_MAJOR < 7
typedef realtype sunrealtype;
#define SUN_COMM_NULL NULL
#endif

static int m, h, n, r, k;
static double alpha, *W1, *W2, *U, *S, *V, *A1start, *A2start, *US;
static long gradients = 0;

static double wall(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double *zeros(size_t count) {
  double *p = aligned_alloc(64, (count * sizeof(double) + 127) / 64 * 64);
  memset(p, 0, count * sizeof(double));
  return p;
}

static double *read(const char *folder, const char *name, size_t count) {
  char path[1024];
  snprintf(path, sizeof path, "%s/%s.f64", folder, name);
  FILE *file = fopen(path, "rb");
  double *p = zeros(count);
  if (!file || fread(p, sizeof(double), count, file) != count) exit(9);
  fclose(file);
  return p;
}

static double number(const char *text, const char *key) {
  const char *at = strstr(text, key);
  if (!at) exit(8);
  return atof(strchr(at, ':') + 1);
}

/** C = a op(A) op(B) + b C, row-major; op(A) is M x K and op(B) K x N. */
static void times(int tA, int tB, int M, int N, int K, double a, const double *A, const double *B, double b, double *C) {
  cblas_dgemm(CblasRowMajor, tA ? CblasTrans : CblasNoTrans, tB ? CblasTrans : CblasNoTrans, M, N, K, a, A, tA ? M : K, B,
              tB ? K : N, b, C, N);
}

// Dense: E = Y - (W2 + B2 A2)(W1 + B1 A1), entry by entry.
static double *X1, *X2, *E, *X2E, *EX1, *Y;
static int denseGradient(sunrealtype t, N_Vector yv, N_Vector dv, void *unused) {
  (void)t;
  (void)unused;
  gradients++;
  double *A1 = N_VGetArrayPointer(yv), *B1 = A1 + r * n, *A2 = B1 + h * r, *B2 = A2 + r * h;
  double *dA1 = N_VGetArrayPointer(dv), *dB1 = dA1 + r * n, *dA2 = dB1 + h * r, *dB2 = dA2 + r * h;
  memcpy(X1, W1, sizeof(double) * h * n);
  times(0, 0, h, n, r, 1, B1, A1, 1, X1);
  memcpy(X2, W2, sizeof(double) * m * h);
  times(0, 0, m, h, r, 1, B2, A2, 1, X2);
  memcpy(E, Y, sizeof(double) * m * n);
  times(0, 0, m, n, h, -1, X2, X1, 1, E);
  times(1, 0, h, n, m, 1, X2, E, 0, X2E);
  times(0, 1, m, h, n, 1, E, X1, 0, EX1);
  times(1, 0, r, n, h, 1, B1, X2E, 0, dA1);
  times(0, 1, h, r, n, 1, X2E, A1, 0, dB1);
  times(1, 0, r, h, m, 1, B2, EX1, 0, dA2);
  times(0, 1, m, r, h, 1, EX1, A2, 0, dB2);
  return 0;
}

// Factored: E = US V' - P A1 - B2 Q with P = W2 B1, Q = A2 (W1 + B1 A1); products with tall matrices only.
static double *P, *Q, *C, *G, *F, *H, *aa, *bb, *cc, *uu, *vv;
static void factors(const double *A1, const double *B1, const double *A2) {
  times(0, 0, m, r, h, 1, W2, B1, 0, P);
  times(0, 0, r, n, h, 1, A2, W1, 0, Q);
  times(0, 0, r, r, h, 1, A2, B1, 0, C);
  times(0, 0, r, n, r, 1, C, A1, 1, Q);
}
/** out (m x r) = E X' for X r x n. */
static void residualRight(const double *A1, const double *B2, const double *X, double *out) {
  times(1, 1, k, r, n, 1, V, X, 0, vv);
  times(0, 1, r, r, n, 1, A1, X, 0, aa);
  times(0, 1, r, r, n, 1, Q, X, 0, bb);
  times(0, 0, m, r, k, 1, US, vv, 0, out);
  times(0, 0, m, r, r, -1, P, aa, 1, out);
  times(0, 0, m, r, r, -1, B2, bb, 1, out);
}
/** out (r x n) = X' E for X m x r. */
static void residualLeft(const double *A1, const double *B2, const double *X, double *out) {
  times(1, 0, r, k, m, 1, X, US, 0, uu);
  times(1, 0, r, r, m, 1, X, P, 0, aa);
  times(1, 0, r, r, m, 1, X, B2, 0, bb);
  times(0, 1, r, n, k, 1, uu, V, 0, out);
  times(0, 0, r, n, r, -1, aa, A1, 1, out);
  times(0, 0, r, n, r, -1, bb, Q, 1, out);
}
static int factoredGradient(sunrealtype t, N_Vector yv, N_Vector dv, void *unused) {
  (void)t;
  (void)unused;
  gradients++;
  double *A1 = N_VGetArrayPointer(yv), *B1 = A1 + r * n, *A2 = B1 + h * r, *B2 = A2 + r * h;
  double *dA1 = N_VGetArrayPointer(dv), *dB1 = dA1 + r * n, *dA2 = dB1 + h * r, *dB2 = dA2 + r * h;
  factors(A1, B1, A2);
  residualRight(A1, B2, A1, G);
  times(1, 0, r, r, m, 1, B2, G, 0, cc);
  times(1, 0, h, r, m, 1, W2, G, 0, dB1);
  times(1, 0, h, r, r, 1, A2, cc, 1, dB1);
  residualRight(A1, B2, Q, dB2);
  memcpy(F, P, sizeof(double) * m * r);
  times(0, 0, m, r, r, 1, B2, C, 1, F);
  residualLeft(A1, B2, F, dA1);
  residualLeft(A1, B2, B2, H);
  times(0, 1, r, h, n, 1, H, W1, 0, dA2);
  times(0, 1, r, h, r, 1, cc, B1, 1, dA2);
  return 0;
}

// Reduced: W1 = left1 diag(s1) right1'; W2 diagonal in the same basis where it can be, else dense.
static Problem reduced;
static int reducedGradient(sunrealtype t, N_Vector y, N_Vector d, void *unused) {
  (void)t;
  (void)unused;
  gradients++;
  gradient(&reduced, N_VGetArrayPointer(y), N_VGetArrayPointer(d));
  return 0;
}
/** Square problems only. Returns the starting state. */
static double *reduce(int balanced, int ld) {
  double *copy = zeros((size_t)h * n), *left = zeros((size_t)h * h), *right = zeros((size_t)n * n), *s1 = zeros(ld),
         *s2 = zeros(ld), *image = zeros((size_t)m * h), *rows = 0, *columns = 0, *Ur = zeros(k * ld), *Vr = zeros(k * ld);
  memcpy(copy, W1, sizeof(double) * h * n);
  LAPACKE_dgesdd(LAPACK_ROW_MAJOR, 'A', h, n, copy, n, s1, left, h, right, n);
  times(0, 0, m, h, h, 1, W2, left, 0, image);
  if (balanced) {
    for (int j = 0; j < h; j++) {
      double square = 0;
      for (int i = 0; i < m; i++) square += image[i * h + j] * image[i * h + j];
      s2[j] = sqrt(square);
      for (int i = 0; i < m; i++) image[i * h + j] /= s2[j];
    }
    for (int l = 0; l < k; l++) cblas_dgemv(CblasRowMajor, CblasTrans, m, m, 1, image, m, U + l, k, 0, Ur + l * ld, 1);
  } else {
    rows = zeros((size_t)m * ld);
    columns = zeros((size_t)h * ld);
    for (int i = 0; i < m; i++)
      for (int j = 0; j < h; j++) rows[i * ld + j] = columns[j * ld + i] = image[i * h + j];
    for (int l = 0; l < k; l++) cblas_dcopy(m, U + l, k, Ur + l * ld, 1);
  }
  double *start = zeros(4 * (size_t)r * ld);
  for (int l = 0; l < k; l++) cblas_dgemv(CblasRowMajor, CblasNoTrans, n, n, 1, right, n, V + l, k, 0, Vr + l * ld, 1);
  for (int p = 0; p < r; p++) {
    cblas_dgemv(CblasRowMajor, CblasNoTrans, n, n, 1, right, n, A1start + p * n, 1, 0, start + p * ld, 1);
    cblas_dgemv(CblasRowMajor, CblasTrans, h, h, 1, left, h, A2start + p * h, 1, 0, start + (2 * r + p) * ld, 1);
  }
  reduced = (Problem){m, h, n, r, k, ld, s1, s2, rows, columns, Ur, Vr, S, zeros(workLength(r, k, ld))};
  return start;
}

/** Loss and share of A1 in the target's rows at a state; untimed. */
static void metrics(const double *state, int isReduced, double *residual, double *loss, double *share) {
  int ld = isReduced ? reduced.ld : n;
  const double *A1, *right = isReduced ? reduced.V : V;
  int rightRow = isReduced ? ld : 1, rightStep = isReduced ? 1 : k;
  if (!isReduced) {
    A1 = state;
    const double *B1 = A1 + r * n, *A2 = B1 + h * r, *B2 = A2 + r * h;
    factors(A1, B1, A2);
    times(0, 1, m, n, k, 1, US, V, 0, residual);
    times(0, 0, m, n, r, -1, P, A1, 1, residual);
    times(0, 0, m, n, r, -1, B2, Q, 1, residual);
  } else {
    size_t block = (size_t)r * ld;
    A1 = state;
    const double *B1 = A1 + block, *A2 = B1 + block, *B2 = A2 + block;
    double *p1 = zeros(block), *q2 = zeros(block);
    for (int p = 0; p < r; p++) {
      if (reduced.byRows) cblas_dgemv(CblasRowMajor, CblasNoTrans, m, h, 1, reduced.byRows, ld, B1 + p * ld, 1, 0, p1 + p * ld, 1);
      else
        for (int j = 0; j < m; j++) p1[p * ld + j] = reduced.s2[j] * B1[p * ld + j];
      for (int j = 0; j < n; j++) q2[p * ld + j] = reduced.s1[j] * A2[p * ld + j];
      for (int q = 0; q < r; q++)
        cblas_daxpy(n, cblas_ddot(h, A2 + p * ld, 1, B1 + q * ld, 1), A1 + q * ld, 1, q2 + p * ld, 1);
    }
    memset(residual, 0, sizeof(double) * m * n);
    for (int l = 0; l < k; l++)
      cblas_dger(CblasRowMajor, m, n, S[l], reduced.U + l * ld, 1, reduced.V + l * ld, 1, residual, n);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, r, -1, p1, ld, A1, ld, 1, residual, n);
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, r, -1, B2, ld, q2, ld, 1, residual, n);
    free(p1);
    free(q2);
  }
  double inside = 0, all = 0;
  for (int p = 0; p < r; p++) {
    all += cblas_ddot(n, A1 + p * ld, 1, A1 + p * ld, 1);
    for (int l = 0; l < k; l++) {
      double part = cblas_ddot(n, A1 + p * ld, 1, right + l * rightRow, rightStep);
      inside += part * part;
    }
  }
  double norm = cblas_dnrm2(m * n, residual, 1);
  *loss = norm * norm / 2;
  *share = inside / all;
}

int main(int count, char **given) {
  if (count < 7) return 2;
  const char *folder = given[1];
  double end = atof(given[2]), rtol = atof(given[4]);
  int samples = atoi(given[3]), bdf = !strcmp(given[5], "bdf"), isReduced = !strcmp(given[6], "reduced");
  char path[1024], text[1024];
  snprintf(path, sizeof path, "%s/meta.json", folder);
  FILE *file = fopen(path, "r");
  if (!file) return 9;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  m = (int)number(text, "\"m\"");
  h = (int)number(text, "\"h\"");
  n = (int)number(text, "\"n\"");
  r = (int)number(text, "\"r\"");
  k = (int)number(text, "\"k\"");
  alpha = number(text, "\"alpha\"");
  int balanced = strstr(text, "\"balanced\":true") || strstr(text, "\"balanced\": true");
  W1 = read(folder, "W1", (size_t)h * n);
  W2 = read(folder, "W2", (size_t)m * h);
  U = read(folder, "U", (size_t)m * k);
  S = read(folder, "S", k);
  V = read(folder, "V", (size_t)n * k);
  A1start = read(folder, "A10", (size_t)r * n);
  A2start = read(folder, "A20", (size_t)r * h);

  double began = wall(), beganCpu = cpu();
  US = zeros((size_t)m * k);
  for (int i = 0; i < m; i++)
    for (int l = 0; l < k; l++) US[i * k + l] = U[i * k + l] * S[l];
  P = zeros((size_t)m * r), Q = zeros((size_t)r * n), C = zeros(r * r), G = zeros((size_t)m * r), F = zeros((size_t)m * r),
  H = zeros((size_t)r * n), aa = zeros(r * r), bb = zeros(r * r), cc = zeros(r * r), uu = zeros(r * k), vv = zeros(r * k);
  int side = m > n ? m : n, ld = ((side > h ? side : h) + 7) & ~7;
  size_t length = isReduced ? 4 * (size_t)r * ld : (size_t)r * (n + 2 * h + m);
  double *start;
  CVRhsFn function = isReduced ? reducedGradient : factoredGradient;
  if (isReduced) start = reduce(balanced, ld);
  else {
    start = zeros(length);
    memcpy(start, A1start, sizeof(double) * r * n);
    memcpy(start + r * n + h * r, A2start, sizeof(double) * r * h);
  }
  if (!strcmp(given[6], "dense")) {
    function = denseGradient;
    X1 = zeros((size_t)h * n), X2 = zeros((size_t)m * h), E = zeros((size_t)m * n), X2E = zeros((size_t)h * n),
    EX1 = zeros((size_t)m * h), Y = zeros((size_t)m * n);
    times(0, 0, m, n, h, 1, W2, W1, 0, Y);
    times(0, 1, m, n, k, 1, US, V, 1, Y);
  }
  double ready = wall(), readyCpu = cpu();

  SUNContext context;
  SUNContext_Create(SUN_COMM_NULL, &context);
  N_Vector y = N_VMake_Serial(length, start, context), at = N_VNew_Serial(length, context);
  void *solver = CVodeCreate(bdf ? CV_BDF : CV_ADAMS, context);
  CVodeInit(solver, function, 0, y);
  CVodeSStolerances(solver, rtol, rtol * alpha);
  CVodeSetMaxNumSteps(solver, 10000000);
  if (bdf) CVodeSetLinearSolver(solver, SUNLinSol_SPGMR(y, SUN_PREC_NONE, 30, context), NULL);
  else CVodeSetNonlinearSolver(solver, SUNNonlinSol_FixedPoint(y, 0, context));
  double *states = malloc(sizeof(double) * length * samples), t;
  for (int i = 0; i < samples; i++) {
    if (CVode(solver, end * (i + 1) / samples, at, &t, CV_NORMAL) < 0) return 1;
    memcpy(states + i * length, N_VGetArrayPointer(at), sizeof(double) * length);
  }
  double done = wall(), doneCpu = cpu();
  long steps;
  CVodeGetNumSteps(solver, &steps);
  printf("{\"peer\":\"cvode-%s-%s\",\"rtol\":%g,\"setup_s\":%.6f,\"setup_cpu_s\":%.6f,\"solve_s\":%.6f,\"cpu_s\":%.6f,\"nfev\":%ld,\"steps\":%ld,",
         given[5], given[6], rtol, ready - began, readyCpu - beganCpu, done - ready, doneCpu - readyCpu, gradients, steps);
  double *residual = zeros((size_t)m * n), *shares = zeros(samples);
  printf("\"loss\":[");
  for (int i = 0; i < samples; i++) {
    double loss;
    metrics(states + i * length, isReduced, residual, &loss, &shares[i]);
    printf("%s%.17g", i ? "," : "", loss);
  }
  printf("],\"align\":[");
  for (int i = 0; i < samples; i++) printf("%s%.17g", i ? "," : "", shares[i]);
  printf("]}\n");
  return 0;
}
