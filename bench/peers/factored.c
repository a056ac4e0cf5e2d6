// See factored.h. The algebra is that of src/engine/kernel/assembly/factored.ts.
#include "factored.h"
#include <string.h>

typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));
#define LOAD(p) (*(const Lanes *)(p))
#define STORE(p, x) (*(Lanes *)(p) = (x))
enum { CHUNK = 256 };

static Lanes splat(double x) { return (Lanes){x, x, x, x}; }
static double sum(Lanes x) { return x[0] + x[1] + x[2] + x[3]; }
static int least(int a, int b) { return a < b ? a : b; }

/** out[p][q] += X[p] . Y[q] over `length` columns, for `rows` and `cols` rows; cols written up to a multiple of four. */
static void cross(double *out, int outLd, const double *X, int xLd, int rows, const double *Y, int yLd, int cols, int length) {
  for (int p = 0; p < rows; p += 2) {
    const double *x0 = X + p * xLd, *x1 = p + 1 < rows ? x0 + xLd : x0;
    for (int q = 0; q < cols; q += 4) {
      const double *y0 = Y + q * yLd, *y1 = q + 1 < cols ? y0 + yLd : y0, *y2 = q + 2 < cols ? y0 + 2 * yLd : y0,
                   *y3 = q + 3 < cols ? y0 + 3 * yLd : y0;
      Lanes a0 = splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      for (int i = 0; i < length; i += 4) {
        Lanes u = LOAD(x0 + i), v = LOAD(x1 + i), t = LOAD(y0 + i);
        a0 += u * t; b0 += v * t;
        t = LOAD(y1 + i); a1 += u * t; b1 += v * t;
        t = LOAD(y2 + i); a2 += u * t; b2 += v * t;
        t = LOAD(y3 + i); a3 += u * t; b3 += v * t;
      }
      double *to = out + p * outLd + q;
      STORE(to, LOAD(to) + ((Lanes){sum(a0), sum(a1), sum(a2), sum(a3)}));
      if (p + 1 < rows) {
        to += outLd;
        STORE(to, LOAD(to) + ((Lanes){sum(b0), sum(b1), sum(b2), sum(b3)}));
      }
    }
  }
}

/** out[p] = base[p] + sum over c < depth of M[p * rowStep + c * termStep] X[c]; a null base is zero. Lengths are multiples of 8. */
static void product(double *out, int outLd, const double *base, int baseLd, int rows, const double *M, int rowStep,
                    int termStep, const double *X, int xLd, int depth, int length) {
  int p = 0;
  for (; p + 4 <= rows; p += 4) {
    const double *m0 = M + p * rowStep;
    for (int i = 0; i < length; i += 8) {
      Lanes a[4], b[4];
      for (int j = 0; j < 4; j++) {
        a[j] = base ? LOAD(base + (p + j) * baseLd + i) : splat(0);
        b[j] = base ? LOAD(base + (p + j) * baseLd + i + 4) : splat(0);
      }
      const double *x = X + i, *mc = m0;
      for (int c = 0; c < depth; c++, x += xLd, mc += termStep) {
        Lanes u = LOAD(x), v = LOAD(x + 4);
        for (int j = 0; j < 4; j++) {
          Lanes t = splat(mc[j * rowStep]);
          a[j] += t * u;
          b[j] += t * v;
        }
      }
      for (int j = 0; j < 4; j++) {
        STORE(out + (p + j) * outLd + i, a[j]);
        STORE(out + (p + j) * outLd + i + 4, b[j]);
      }
    }
  }
  for (; p < rows; p++) {
    for (int i = 0; i < length; i += 8) {
      Lanes a = base ? LOAD(base + p * baseLd + i) : splat(0), b = base ? LOAD(base + p * baseLd + i + 4) : splat(0);
      const double *x = X + i, *mc = M + p * rowStep;
      for (int c = 0; c < depth; c++, x += xLd, mc += termStep) {
        Lanes t = splat(*mc);
        a += t * LOAD(x);
        b += t * LOAD(x + 4);
      }
      STORE(out + p * outLd + i, a);
      STORE(out + p * outLd + i + 4, b);
    }
  }
}

static void scale(double *out, const double *diagonal, const double *X, int ld, int rows, int from, int length) {
  for (int p = 0; p < rows; p++)
    for (int i = from; i < from + length; i += 4) STORE(out + p * ld + i, LOAD(diagonal + i) * LOAD(X + p * ld + i));
}

static int padded(int w) { return (w + 7) & ~7; }

int workLength(int rank, int targets, int ld) {
  int w = targets + 2 * rank;
  return (2 * w + 2 * rank) * ld + (8 * rank + 8) * padded(w) + 4 * rank * padded(rank) + 64;
}

/** out = XK for `rows` rows, K = [S 0 0; 0 -1 0; 0 -C -1] over (targets, rank, rank). */
static void timesCore(double *out, const double *X, int ld, int rows, const Problem *g, const double *C, int cLd) {
  int k = g->targets, r = g->rank;
  for (int p = 0; p < rows; p++) {
    const double *x = X + p * ld;
    double *o = out + p * ld;
    for (int l = 0; l < k; l++) o[l] = g->S[l] * x[l];
    for (int j = 0; j < r; j++) o[k + j] = -x[k + j];
    for (int i = 0; i < r; i++)
      for (int j = 0; j < r; j++) o[k + j] -= x[k + r + i] * C[i * cLd + j];
    for (int j = 0; j < r; j++) o[k + r + j] = -x[k + r + j];
  }
}

/** out = XK' for `rows` rows. */
static void timesCoreTransposed(double *out, const double *X, int ld, int rows, const Problem *g, const double *Ct, int cLd) {
  int k = g->targets, r = g->rank;
  for (int p = 0; p < rows; p++) {
    const double *x = X + p * ld;
    double *o = out + p * ld;
    for (int l = 0; l < k; l++) o[l] = g->S[l] * x[l];
    for (int j = 0; j < r; j++) o[k + j] = -x[k + j];
    for (int i = 0; i < r; i++) o[k + r + i] = -x[k + r + i];
    for (int j = 0; j < r; j++)
      for (int i = 0; i < r; i++) o[k + r + i] -= x[k + j] * Ct[j * cLd + i];
  }
}

void gradient(const Problem *g, const double *y, double *out) {
  const int r = g->rank, k = g->targets, ld = g->ld, w = k + 2 * r, sl = padded(w), cl = padded(r), block = r * ld;
  const double *A1 = y, *B1 = y + block, *A2 = B1 + block, *B2 = A2 + block;
  double *L = g->work, *Q = L + w * ld, *G = Q + w * ld, *H = G + block, *gramL = H + block, *gramQ = gramL + 2 * r * sl,
         *forA1 = gramQ + 2 * r * sl, *forH = forA1 + r * sl, *forB2 = forH + r * sl, *forG = forB2 + r * sl,
         *C = forG + (r + 8) * sl, *Ct = C + r * cl, *D = Ct + r * cl;
  double *P = L + k * ld, *R = Q + (k + r) * ld;
  memcpy(L, g->U, sizeof(double) * k * ld);
  memcpy(Q, g->V, sizeof(double) * k * ld);
  memset(gramL, 0, sizeof(double) * 4 * r * sl);
  memset(C, 0, sizeof(double) * r * cl);
  if (g->byRows) product(P, ld, 0, 0, r, B1, ld, 1, g->byColumns, ld, g->h, ld);
  for (int x = 0; x < ld; x += CHUNK) {
    int length = least(CHUNK, ld - x);
    if (!g->byRows) scale(P, g->s2, B1, ld, r, x, length);
    scale(R, g->s1, A2, ld, r, x, length);
    for (int p = 0; p < r; p++) {
      memcpy(P + (r + p) * ld + x, B2 + p * ld + x, sizeof(double) * length);
      memcpy(Q + (k + p) * ld + x, A1 + p * ld + x, sizeof(double) * length);
    }
    // The lower part of each Gram, in bands of rows, is all that is needed: the rest follows by symmetry.
    for (int p = 0; p < 2 * r; p += 2) {
      int rows = least(2, 2 * r - p), cols = least(w, (k + p + rows + 3) & ~3);
      cross(gramL + p * sl, sl, P + p * ld + x, ld, rows, L + x, ld, cols, length);
      cross(gramQ + p * sl, sl, Q + (k + p) * ld + x, ld, rows, Q + x, ld, cols, length);
    }
    cross(C, cl, A2 + x, ld, r, B1 + x, ld, r, length);
  }
  for (int p = 0; p < 2 * r; p++)
    for (int q = p + 1; q < 2 * r; q++) {
      gramL[p * sl + k + q] = gramL[q * sl + k + p];
      gramQ[p * sl + k + q] = gramQ[q * sl + k + p];
    }
  for (int i = 0; i < r; i++)
    for (int j = 0; j < r; j++) Ct[j * cl + i] = C[i * cl + j];
  double row[r * sl];
  product(row, sl, gramL, sl, r, Ct, cl, 1, gramL + r * sl, sl, r, sl);
  timesCore(forA1, row, sl, r, g, C, cl);
  timesCore(forH, gramL + r * sl, sl, r, g, C, cl);
  timesCoreTransposed(forG, gramQ, sl, r, g, Ct, cl);
  product(row, sl, gramQ + r * sl, sl, r, C, cl, 1, gramQ, sl, r, sl);
  timesCoreTransposed(forB2, row, sl, r, g, Ct, cl);
  for (int p = 0; p < r; p++)
    for (int q = 0; q < r; q++) {
      double d = 0;
      for (int c = 0; c < w; c++) d += forH[p * sl + c] * gramQ[q * sl + c];
      D[p * cl + q] = d;
    }
  double *dA1 = out, *dB1 = out + block, *dA2 = dB1 + block, *dB2 = dA2 + block;
  for (int x = 0; x < ld; x += CHUNK) {
    int length = least(CHUNK, ld - x);
    product(dA1 + x, ld, 0, 0, r, forA1, sl, 1, Q + x, ld, w, length);
    product(H + x, ld, 0, 0, r, forH, sl, 1, Q + x, ld, w, length);
    product(dB2 + x, ld, 0, 0, r, forB2, sl, 1, L + x, ld, w, length);
    product(G + x, ld, 0, 0, r, forG, sl, 1, L + x, ld, w, length);
    scale(dA2, g->s1, H, ld, r, x, length);
    product(dA2 + x, ld, dA2 + x, ld, r, D, cl, 1, B1 + x, ld, r, length);
    if (g->byRows) continue;
    scale(dB1, g->s2, G, ld, r, x, length);
    product(dB1 + x, ld, dB1 + x, ld, r, D, 1, cl, A2 + x, ld, r, length);
  }
  if (!g->byRows) return;
  product(dB1, ld, 0, 0, r, G, ld, 1, g->byRows, ld, g->m, ld);
  product(dB1, ld, dB1, ld, r, D, 1, cl, A2, ld, r, ld);
}

void combine(double *out, const double *base, int length, const double *weights, const double *const *vectors, int count) {
  for (int i = 0; i < length; i += 16) {
    Lanes a = LOAD(base + i), b = LOAD(base + i + 4), c = LOAD(base + i + 8), d = LOAD(base + i + 12);
    for (int j = 0; j < count; j++) {
      Lanes t = splat(weights[j]);
      const double *x = vectors[j] + i;
      a += t * LOAD(x);
      b += t * LOAD(x + 4);
      c += t * LOAD(x + 8);
      d += t * LOAD(x + 12);
    }
    STORE(out + i, a);
    STORE(out + i + 4, b);
    STORE(out + i + 8, c);
    STORE(out + i + 12, d);
  }
}

void endStep(double *out, const double *base, int length, const double *weights, const double *first,
             const double *second, const double *const *vectors, int count, double *sums) {
  int block = length / 4;
  for (int b = 0; b < 4; b++) {
    Lanes squareFirst = splat(0), squareSecond = squareFirst, before = squareFirst, after = squareFirst;
    for (int i = b * block; i < (b + 1) * block; i += 4) {
      Lanes z = LOAD(base + i), p = splat(0), q = p;
      before += z * z;
      for (int j = 0; j < count; j++) {
        Lanes x = LOAD(vectors[j] + i);
        z += splat(weights[j]) * x;
        p += splat(first[j]) * x;
        q += splat(second[j]) * x;
      }
      STORE(out + i, z);
      squareFirst += p * p;
      squareSecond += q * q;
      after += z * z;
    }
    double *to = sums + 4 * b;
    to[0] = sum(squareFirst);
    to[1] = sum(squareSecond);
    to[2] = sum(before);
    to[3] = sum(after);
  }
}
