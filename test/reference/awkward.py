"""Makes awkward.json: problems given by file, solved by SciPy and NumPy: python3 test/reference/awkward.py (SciPy 1.10 or later).

Flows: DOP853 of scipy.integrate at rtol 1e-12 with an absolute tolerance far below the factors, checked with LSODA or Radau;
the residual in difference form. Optimisers: plain loops in PyTorch's conventions.
"""
import json
import os

import numpy as np
from scipy.integrate import solve_ivp


def residual(p, A1, B1, A2, B2):
    s = p["scaling"]
    M1 = p["W1"] + s * (B1 @ A1)
    return p["D"] - s * ((p["W2"] @ B1) @ A1) - s * (B2 @ (A2 @ M1)), M1


def descent(p, A1, B1, A2, B2):
    s = p["scaling"]
    E, M1 = residual(p, A1, B1, A2, B2)
    G1 = p["W2"].T @ E + s * (A2.T @ (B2.T @ E))
    G2 = E @ M1.T
    return s * (B1.T @ G1), s * (G1 @ A1.T), s * (B2.T @ G2), s * (G2 @ A2.T)


def loss(p, factors):
    E, _ = residual(p, *factors)
    return 0.5 * float((E * E).sum())


def flow(p, factors, times, method, rtol):
    shapes = [x.shape for x in factors]
    cuts = np.cumsum([x.size for x in factors])[:-1]

    def split(y):
        return [x.reshape(shape) for x, shape in zip(np.split(y, cuts), shapes)]

    y0 = np.concatenate([x.ravel() for x in factors])
    atol = 1e-15 * min(1, np.abs(y0).max())
    f = lambda t, y: np.concatenate([x.ravel() for x in descent(p, *split(y))])
    sol = solve_ivp(f, (0, times[-1]), y0, method=method, rtol=rtol, atol=atol, t_eval=times)
    assert sol.success, sol.message
    return [loss(p, split(y)) for y in sol.y.T]


def optimise(p, factors, o, steps):
    x = [a.copy() for a in factors]
    rates = [o["learningRate"] * k for k in (1, o.get("learningRateRatio", 1)) * 2]
    w = o.get("weightDecay", 0)
    first = [0 * a for a in x]
    second = [0 * a for a in x]
    losses = []
    for k in range(steps[-1] + 1):
        if k in steps:
            losses.append(loss(p, x))
        g = [-d for d in descent(p, *x)]
        if o["kind"] == "adamw":
            x = [(1 - rate * w) * a for a, rate in zip(x, rates)]
        else:
            g = [d + w * a for d, a in zip(g, x)]
        if o["kind"] == "gd":
            mu = o.get("momentum", 0)
            first = [d if k == 0 else mu * b + d for b, d in zip(first, g)]
            g = [d + mu * b for d, b in zip(g, first)] if o.get("nesterov") else first
        else:
            b1, b2 = o["beta1"], o["beta2"]
            first = [b1 * a + (1 - b1) * d for a, d in zip(first, g)]
            second = [b2 * a + (1 - b2) * d * d for a, d in zip(second, g)]
            c1, c2 = 1 - b1 ** (k + 1), 1 - b2 ** (k + 1)
            g = [(a / c1) / (np.sqrt(b / c2) + o["epsilon"]) for a, b in zip(first, second)]
        x = [a - rate * d for a, d, rate in zip(x, g, rates)]
    return losses


def draw(rng, m, h, n, r, alpha):
    return [alpha * rng.standard_normal(shape) for shape in ((r, n), (h, r), (r, h), (m, r))]


cases = []


def add(title, W2, W1, D, factors, dynamics, scaling=1.0, check="LSODA"):
    p = dict(W2=W2, W1=W1, D=D, scaling=scaling)
    if "times" in dynamics:
        values = flow(p, factors, dynamics["times"], "DOP853", 1e-12)
        second = flow(p, factors, dynamics["times"], check, 1e-11)
        deep = np.array(values) > 1e-10 * values[0]
        worst = np.abs(np.array(second) / np.array(values) - 1)[deep].max()
        assert worst < 1e-7, (title, worst)
    else:
        values = optimise(p, factors, dynamics, dynamics["sampleSteps"])
        worst = None
    print(f"{title}: {values[0]:.3g} to {values[-1]:.3g}, second integrator {worst}")
    A1, B1, A2, B2 = factors
    arrays = dict(W2=W2, W1=W1, D=D, A1=A1, B1=B1, A2=A2, B2=B2)
    cases.append(
        dict(title=title, dynamics=dynamics, scaling=scaling, loss=values, arrays={k: v.tolist() for k, v in arrays.items()})
    )


rng = np.random.default_rng(3)
flow_at = lambda *times: dict(kind="gradientFlow", times=[0.0, *map(float, times)])

# No pre-trained weights at all and one hidden unit; large unequal factors and s = 8 make the flow stiff:
# a fast drop in 1e-6, then a slow approach.
A1, B1, A2, B2 = draw(rng, 5, 1, 5, 6, 1.0)
zero = np.zeros((5, 1))
add("zero weights, stiff", zero, zero.T, rng.standard_normal((5, 5)), [3 * A1, B1, A2, 0.01 * B2],
    flow_at(1e-7, 1e-6, 1e-5, 1e-4, 1e-3), 8.0)
add("rank above every dimension", rng.standard_normal((3, 2)), rng.standard_normal((2, 4)), rng.standard_normal((3, 4)),
    draw(rng, 3, 2, 4, 6, 1e-4), flow_at(0.1, 1, 2, 3, 5, 8))
add("one row, tiny start", rng.standard_normal((1, 7)), rng.standard_normal((7, 3)), 1e-2 * rng.standard_normal((1, 3)),
    draw(rng, 1, 7, 3, 2, 1e-10), flow_at(10, 100, 500, 1000))
A1, B1, A2, B2 = draw(rng, 6, 4, 5, 2, 0.05)
add("rank-one weights, second adapter zero", np.outer(rng.standard_normal(6), rng.standard_normal(4)),
    rng.standard_normal((4, 5)), rng.standard_normal((6, 2)) @ rng.standard_normal((2, 5)), [A1, 0 * B1, 0 * A2, B2],
    flow_at(0.2, 0.5, 1, 5, 50), 0.5)
add("large scale", 1e3 * rng.standard_normal((4, 5)), 1e3 * rng.standard_normal((5, 3)), 1e4 * rng.standard_normal((4, 3)),
    draw(rng, 4, 5, 3, 2, 1e-2), flow_at(1e-7, 5e-7, 1e-6, 1e-5))

steps = [0, 1, 2, 10, 100, 400]
W2, W1, D = rng.standard_normal((4, 6)), 0.3 * rng.standard_normal((6, 5)), rng.standard_normal((4, 5))
start = draw(rng, 4, 6, 5, 3, 0.1)
shared = dict(sampleSteps=steps, steps=steps[-1])
add("Nesterov, decay, LoRA+", W2, W1, D, start, dict(
    kind="gd", learningRate=2e-3, momentum=0.9, nesterov=True, weightDecay=0.02, learningRateRatio=4.0, **shared), 2.0)
add("Adam, coupled decay", W2, W1, D, start, dict(
    kind="adam", learningRate=3e-3, beta1=0.5, beta2=0.99, epsilon=1e-4, weightDecay=0.1, **shared), 0.5)
add("AdamW, LoRA+", W2, W1, D, start, dict(
    kind="adamw", learningRate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-6, weightDecay=0.1, learningRateRatio=8.0, **shared))

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "awkward.json")
with open(path, "w") as out:
    json.dump(cases, out, separators=(",", ":"))
