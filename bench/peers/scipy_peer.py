"""scipy's solve_ivp. usage: scipy_peer.py FOLDER T SAMPLES RTOL METHOD dense|factored"""
import sys
import time

import numpy as np
from scipy.integrate import solve_ivp

from problem import Problem

folder, end, samples, rtol, method, form = sys.argv[1:7]
end, samples, rtol = float(end), int(samples), float(rtol)
given = Problem(folder)
W1, W2, Y, US, V = given.W1, given.W2, given.Y, given.US, given.V


def dense(_, y):
    A1, B1, A2, B2 = given.factors(y)
    X1, X2 = W1 + B1 @ A1, W2 + B2 @ A2
    E = Y - X2 @ X1
    G1, G2 = X2.T @ E, E @ X1.T
    return np.concatenate([(B1.T @ G1).ravel(), (G1 @ A1.T).ravel(), (B2.T @ G2).ravel(), (G2 @ A2.T).ravel()])


def factored(_, y):
    A1, B1, A2, B2 = given.factors(y)
    P, C = W2 @ B1, A2 @ B1
    Q = A2 @ W1 + C @ A1
    right = lambda X: US @ (V.T @ X.T) - P @ (A1 @ X.T) - B2 @ (Q @ X.T)
    left = lambda X: (X.T @ US) @ V.T - (X.T @ P) @ A1 - (X.T @ B2) @ Q
    G, H = right(A1), left(B2)
    D = B2.T @ G
    return np.concatenate(
        [left(P + B2 @ C).ravel(), (W2.T @ G + A2.T @ D).ravel(), (H @ W1.T + D @ B1.T).ravel(), right(Q).ravel()]
    )


times = end * np.arange(1, samples + 1) / samples
cpu, wall = time.process_time(), time.perf_counter()
found = solve_ivp(
    dense if form == "dense" else factored,
    (0, end),
    given.start(),
    method=method,
    t_eval=times,
    rtol=rtol,
    atol=rtol * given.alpha,
)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
states = [given.factors(np.ascontiguousarray(found.y[:, i])) for i in range(samples)]
given.report(f"scipy-{method}-{form}", states, rtol=rtol, solve_s=wall, cpu_s=cpu, nfev=int(found.nfev))
