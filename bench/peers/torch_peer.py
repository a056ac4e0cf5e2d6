"""Gradient descent by PyTorch's autograd, float64. usage: torch_peer.py FOLDER T SAMPLES RATE [STEPS: few, extrapolated]"""
import sys
import time

import torch

from problem import Problem

torch.set_num_threads(1)
folder, end, samples, rate = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
limit = int(sys.argv[5]) if len(sys.argv) > 5 else 0
given = Problem(folder)
tensor = lambda x: torch.tensor(x, dtype=torch.float64)
W1, W2, Y = tensor(given.W1), tensor(given.W2), tensor(given.Y)
factors = [tensor(x).requires_grad_() for x in given.factors(given.start())]
A1, B1, A2, B2 = factors
optimiser = torch.optim.SGD(factors, lr=rate)
steps = round(end / rate)


def step():
    optimiser.zero_grad()
    loss = 0.5 * ((Y - (W2 + B2 @ A2) @ (W1 + B1 @ A1)) ** 2).sum()
    loss.backward()
    optimiser.step()


states, every = [], max(1, round(steps / samples))
for _ in range(3 if limit else 0):
    step()
cpu, wall = time.process_time(), time.perf_counter()
for i in range(1, (limit or steps) + 1):
    step()
    if not limit and i % every == 0:
        states.append([x.detach().clone() for x in factors])
whole = steps / (limit or steps)
wall, cpu = (time.perf_counter() - wall) * whole, (time.process_time() - cpu) * whole
states = [[x.numpy() for x in state] for state in states[:samples]]
given.report("torch-gd", states, solve_s=wall, cpu_s=cpu, nfev=steps, extrapolated=bool(limit))
