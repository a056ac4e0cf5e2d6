"""Coefficients of the stabilised method of order 4, as src/engine/dynamics/flow/stabilised4Coefficients.ts.

usage: python3 scripts/stabilised4.py > src/engine/dynamics/flow/stabilised4Coefficients.ts   (needs numpy and scipy)

A step of s stages is s - 4 Euler steps of lengths a_1 ... a_(s-4), in units of the step, and then four stages that make up
for what those lack. On y' = lambda*y the Euler steps give P(z) = prod(1 + a_j z), z = h*lambda, and the four stages must
give w(z), the Taylor polynomial of exp(z)/P(z) to degree 4: so R = w*P is exp(z) up to z^4 whatever the a_j are, and the a_j
are free to make |R| small on as long an interval of the negative axis as possible.

1. The best R of degree s: a linear program in the Chebyshev basis for the largest beta with |R| <= 0.95 on [-beta, -1].
   Of its zeros four are complex; the others are -1/a_j.
2. The order of the Euler steps: that in which neither the products so far nor those still to come grow on the way.
3. The ten coefficients of the four stages: eight order conditions; of the two-parameter family that is left, the member
   with small errors of order 5 and small coefficients. Newton steps make the conditions hold to the last digit.
4. The error estimate: the combination of the four stages and of the derivative at the end that vanishes to order 3; there
   is one, up to its scale, which is set by the length of its vector of order-4 errors.
"""
import itertools

import numpy as np
from numpy.polynomial import chebyshev
from scipy.optimize import least_squares, linprog

STAGES = range(5, 10)
DAMPING = 0.95
ESTIMATE_SIZE = 0.01
START = np.array([-0.1466, 1.1552, -0.7342, -0.1025, 0.1926, 0.492, 0.448, -0.2003, 0.2148, 0.2547])


def smallest_maximum(s, beta):
    """The least t with |R| <= t on [-beta, -1], and R's Chebyshev coefficients on [-beta, 0]."""
    order, values = [], []
    for k in range(5):
        row = np.array([chebyshev.chebval(1.0, chebyshev.chebder(np.eye(s + 1)[j], k)) for j in range(s + 1)])
        row *= (2 / beta) ** k
        size = np.max(np.abs(row))
        order.append(row / size)
        values.append(1 / size)
    x = np.cos(np.linspace(0, np.pi, 60 * s))
    inside = chebyshev.chebvander(x[(x - 1) * beta / 2 < -1], s)
    ones = np.ones((len(inside), 1))
    answer = linprog(
        np.eye(s + 2)[-1],
        A_ub=np.block([[inside, -ones], [-inside, -ones]]),
        b_ub=np.zeros(2 * len(inside)),
        A_eq=np.hstack([order, np.zeros((5, 1))]),
        b_eq=values,
        bounds=[(None, None)] * (s + 2),
        method="highs",
    )
    return (answer.x[-1], answer.x[:-1]) if answer.status == 0 else (np.inf, None)


def euler_steps(s):
    """beta, and the lengths of the Euler steps."""
    low, high = 0.2 * s * s, 0.45 * s * s
    for _ in range(30):
        middle = (low + high) / 2
        if smallest_maximum(s, middle)[0] <= DAMPING:
            low = middle
        else:
            high = middle
    zeros = (chebyshev.chebroots(smallest_maximum(s, low)[1]) - 1) * low / 2
    # nine digits are enough: the order conditions hold whatever these lengths are
    return low, [round(-1 / z.real, 9) for z in zeros if abs(z.imag) < 1e-6]


def grid(beta, count):
    return -beta * (1 - np.cos(np.linspace(0, np.pi, count))) / 2


def finish(lengths):
    """w(z), lowest power first."""
    product = np.array([1.0])
    for a in lengths:
        product = np.convolve(product, [1, a])
    product = np.append(product, np.zeros(5))[:5]
    exponential, w = np.array([1, 1, 1 / 2, 1 / 6, 1 / 24]), np.zeros(5)
    for k in range(5):
        w[k] = exponential[k] - sum(w[j] * product[k - j] for j in range(k))
    return w


def in_order(lengths, beta):
    z = grid(beta, 120)
    w = np.abs(np.polyval(finish(lengths)[::-1], z))
    factors = {a: np.abs(1 + a * z) for a in lengths}

    def growth(order):
        before, after, most, most_after = np.ones_like(z), w / w.max(), 0, 0
        for a in order:
            before = before * factors[a]
            most = max(most, before.max())
        for a in reversed(order):
            after = after * factors[a]
            most_after = max(most_after, after.max())
        return most + most_after

    return list(min(itertools.permutations(lengths), key=growth))


def tableau(lengths, w):
    """Butcher's A and b of the whole step."""
    p = len(lengths)
    A, b = np.zeros((p + 4, p + 4)), np.zeros(p + 4)
    for i in range(p + 4):
        A[i, : min(i, p)] = lengths[: min(i, p)]
    A[p + 1, p], A[p + 2, p : p + 2], A[p + 3, p : p + 3] = w[0], w[1:3], w[3:6]
    b[:p], b[p:] = lengths, w[6:]
    return A, b


def order_conditions(A, b):
    c = A.sum(1)
    Ac = A @ c
    exact = [1, 1 / 2, 1 / 3, 1 / 6, 1 / 4, 1 / 8, 1 / 12, 1 / 24]
    return np.array([b.sum(), b @ c, b @ c**2, b @ Ac, b @ c**3, b @ (c * Ac), b @ A @ c**2, b @ A @ Ac]) - exact


def order_five_errors(A, b):
    c = A.sum(1)
    Ac, Ac2 = A @ c, A @ c**2
    found = [b @ c**4, b @ (c**2 * Ac), b @ (c * Ac2), b @ (c * (A @ Ac)), b @ Ac**2]
    found += [b @ A @ c**3, b @ A @ (c * Ac), b @ A @ Ac2, b @ A @ A @ Ac]
    exact = [1 / 5, 1 / 10, 1 / 15, 1 / 30, 1 / 20, 1 / 20, 1 / 40, 1 / 60, 1 / 120]
    return (np.array(found) - exact) / [24, 2, 2, 1, 2, 6, 1, 2, 1]


def internal_growth(A, z):
    """The largest |stage| of y' = lambda*y that starts at 1, for each of the last three stages."""
    stages = []
    for i in range(len(A)):
        stages.append(1 + z * sum((A[i, j] * stages[j] for j in range(i)), np.zeros_like(z)))
    return [np.max(np.abs(stage)) for stage in stages[-3:]]


def newton(lengths, w):
    for _ in range(8):
        residual = order_conditions(*tableau(lengths, w))
        columns = [
            (order_conditions(*tableau(lengths, w + e)) - order_conditions(*tableau(lengths, w - e))) / 2e-6
            for e in 1e-6 * np.eye(10)
        ]
        w = w - np.linalg.lstsq(np.array(columns).T, residual, rcond=None)[0]
    return w


def four_stages(lengths, beta, starts):
    z, found = grid(beta, 60), []

    def penalties(w):
        A, b = tableau(lengths, w)
        small = [1e-3 * w, 2e-3 * np.array(internal_growth(A, z))]
        return np.concatenate([1e4 * order_conditions(A, b), 10 * order_five_errors(A, b), *small])

    for start in starts:
        w = newton(lengths, least_squares(penalties, start, max_nfev=120).x)
        A, b = tableau(lengths, w)
        if np.max(np.abs(order_conditions(A, b))) > 1e-14:
            continue
        size = np.linalg.norm(order_five_errors(A, b))
        found.append((size + 5e-4 * max(internal_growth(A, z)) + 2e-4 * np.max(np.abs(w)), w))
    return min(found, key=lambda entry: entry[0])[1]


def estimate(lengths, w):
    A, _ = tableau(lengths, w)
    c, at = A.sum(1), slice(len(lengths), None)
    Ac = A @ c
    ends = [np.append(x[at], end) for x, end in [(c, 1), (c**2, 1), (Ac, 1 / 2)]]
    d = np.linalg.svd(np.array([np.ones(5), *ends]))[2][-1]
    fours = [(c**3, 1, 6), (c * Ac, 1 / 2, 1), (A @ c**2, 1 / 3, 2), (A @ Ac, 1 / 6, 1)]
    errors = np.array([d @ np.append(x[at], end) / weight for x, end, weight in fours])
    return d * ESTIMATE_SIZE / np.linalg.norm(errors)


def main():
    random, last = np.random.default_rng(2), START
    print("/* Written by scripts/stabilised4.py, which says how they are found. Do not edit. */\n")
    print("/** One number of stages of the method. */")
    print("export interface Stabilised4Table {")
    print("  /** Gradients of a step. */\n  readonly stages: number;")
    print("  /** The method is stable on [−reach, 0]: h·ρ may be this. */\n  readonly reach: number;")
    print("  /** Lengths of the Euler steps, in units of the step. */\n  readonly euler: readonly number[];")
    print("  /** Weights of the four stages after them: of the second, third and fourth, and of the end. */")
    print("  readonly rows: readonly [readonly number[], readonly number[], readonly number[], readonly number[]];")
    print("  /** Weights of the four stages and of the derivative at the end in the error estimate. */")
    print("  readonly error: readonly number[];\n}\n")
    print("/** The shortest first. */\nexport const stabilised4Tables: readonly [Stabilised4Table, ...Stabilised4Table[]] = [")
    for s in STAGES:
        beta, lengths = euler_steps(s)
        lengths = in_order(lengths, beta)
        starts = [last, START] + [START + 0.1 * random.normal(size=10) for _ in range(6)]
        last = four_stages(lengths, beta, starts)
        w = [float(x) for x in last]
        rows = [w[0:1], w[1:3], w[3:6], w[6:10]]
        error = [float(x) for x in estimate(lengths, last)]
        print(f"  {{\n    stages: {s},\n    reach: {beta:.4f},\n    euler: {lengths},\n    rows: {rows},\n    error: {error},\n  }},")
    print("];")


main()
