"""13 scales by 30 seeds at P1's shape with scipy's DOP853 on two processes. usage: scipy_sweep.py RTOL"""
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import json
import resource
import sys
import time
from multiprocessing import Pool

import numpy as np
from scipy.integrate import solve_ivp

RTOL, N, R, END = float(sys.argv[1]), 50, 4, 50.0


def run(job):
    alpha, seed = job
    random = np.random.default_rng(1000 + seed)
    frame = lambda columns: np.linalg.qr(random.standard_normal((N, columns)))[0]
    values = 2 * 0.25 ** (np.arange(N) / (N - 1))
    right, middle, left, u, v = frame(N), frame(N), frame(N), frame(1), frame(1)
    W1, W2 = (middle * values) @ right.T, (left * values) @ middle.T
    Y, size = W2 @ W1 + u @ v.T, N * R

    def slope(_, y):
        A1, B1 = y[:size].reshape(R, N), y[size : 2 * size].reshape(N, R)
        A2, B2 = y[2 * size : 3 * size].reshape(R, N), y[3 * size :].reshape(N, R)
        X1, X2 = W1 + B1 @ A1, W2 + B2 @ A2
        E = Y - X2 @ X1
        G1, G2 = X2.T @ E, E @ X1.T
        return np.concatenate([(B1.T @ G1).ravel(), (G1 @ A1.T).ravel(), (B2.T @ G2).ravel(), (G2 @ A2.T).ravel()])

    start, zero = random.standard_normal((2, size)) * alpha, np.zeros(size)
    y0 = np.concatenate([start[0], zero, start[1], zero])
    times = END * np.arange(1, 51) / 50
    return int(solve_ivp(slope, (0, END), y0, method="DOP853", t_eval=times, rtol=RTOL, atol=RTOL * alpha).nfev)


if __name__ == "__main__":
    jobs = [(10 ** (-6 + i * 5 / 12), seed) for i in range(13) for seed in range(30)]
    wall = time.perf_counter()
    with Pool(2) as pool:
        counts = pool.map(run, jobs, chunksize=5)
    wall = time.perf_counter() - wall
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"peer": "scipy-sweep", "solve_s": wall, "cpu_s": cpu, "nfev": sum(counts), "runs": len(jobs)}))
