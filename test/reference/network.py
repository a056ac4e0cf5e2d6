"""Fine-tuning of a small network in PyTorch, float64: python3 test/reference/network.py > test/reference/network.json (torch 1.13 or later)

Weights, adapters and examples are hashes of their places, which test/engine/network/torchCase.ts computes as well, so that only
results are stored: the loss before each of 300 steps and after the last, and the singular values of every s*B*A at the end.
"""

import json

import torch

torch.set_num_threads(1)
SIZES = [20, 13, 7, 5]
EXAMPLES, RANK, SCALING, STEPS = 33, 2, 1.7, 300


def numbers(stream, count, scale):
    """scale * (uniform in [-1/2, 1/2)), by a 32-bit hash of stream and place."""
    out = []
    for i in range(count):
        h = (i * 2654435761 + stream * 40503 + 12345) & 0xFFFFFFFF
        h ^= h >> 15
        h = (h * 2246822519) & 0xFFFFFFFF
        h ^= h >> 13
        h = (h * 3266489917) & 0xFFFFFFFF
        h ^= h >> 16
        out.append(scale * (h / 4294967296 - 0.5))
    return out


def matrix(stream, rows, cols, scale):
    return torch.tensor(numbers(stream, rows * cols, scale), dtype=torch.float64).reshape(rows, cols)


def train(activation, loss, optimiser, trained, steps=STEPS):
    layers = range(len(SIZES) - 1)
    W = [matrix(10 + l, SIZES[l + 1], SIZES[l], 1.0) for l in layers]
    b = [matrix(20 + l, 1, SIZES[l + 1], 0.25)[0] for l in layers]
    A = [matrix(30 + l, RANK, SIZES[l], 1.0) for l in layers]
    B = [torch.zeros(SIZES[l + 1], RANK, dtype=torch.float64) for l in layers]
    X = matrix(1, EXAMPLES, SIZES[0], 4.0)
    y = torch.arange(EXAMPLES) % SIZES[-1]
    parameters = [p.requires_grad_() for p in (A + B if trained == "lora" else W)]
    steppers = {
        "gd": lambda: torch.optim.SGD(parameters, lr=0.02),
        "decay": lambda: torch.optim.SGD(parameters, lr=0.02, weight_decay=0.01),
        "momentum": lambda: torch.optim.SGD(parameters, lr=0.004, momentum=0.9),
        "nesterov": lambda: torch.optim.SGD(parameters, lr=0.004, momentum=0.9, nesterov=True),
        "adam": lambda: torch.optim.Adam(parameters, lr=0.003),
        "adamw": lambda: torch.optim.AdamW(parameters, lr=0.003, weight_decay=0.01),
    }
    stepper = steppers[optimiser]()
    losses = []
    for step in range(steps + 1):
        h = X
        for l in layers:
            weight = W[l] + SCALING * B[l] @ A[l] if trained == "lora" else W[l]
            h = h @ weight.T + b[l]
            if l < len(SIZES) - 2:
                h = torch.relu(h) if activation == "relu" else torch.tanh(h)
        if loss == "crossEntropy":
            value = torch.nn.functional.cross_entropy(h, y)
        else:
            value = 0.5 * ((h - torch.nn.functional.one_hot(y, SIZES[-1])) ** 2).sum(1).mean()
        losses.append(value.item())
        if step == steps:
            break
        stepper.zero_grad()
        value.backward()
        stepper.step()
    spectra = [torch.linalg.svdvals(SCALING * B[l] @ A[l])[:RANK].tolist() for l in layers]
    return {"losses": losses, "spectra": spectra if trained == "lora" else []}


CASES = [
    ("relu", "crossEntropy", "gd", "lora"),
    ("relu", "squared", "gd", "lora"),
    ("tanh", "crossEntropy", "gd", "lora"),
    ("tanh", "squared", "momentum", "lora"),
    ("tanh", "crossEntropy", "nesterov", "lora"),
    ("relu", "crossEntropy", "decay", "lora"),
    ("tanh", "crossEntropy", "adam", "lora"),
    ("tanh", "crossEntropy", "adamw", "lora"),
    ("relu", "crossEntropy", "gd", "full"),
]
KEYS = ["activation", "loss", "optimiser", "trained"]
print(json.dumps([{**dict(zip(KEYS, case)), **train(*case)} for case in CASES]))
