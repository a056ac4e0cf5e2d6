"""Reads a problem folder, and prints a contender's line of JSON with loss and alignment at its states."""
import json
import os

import numpy as np


class Problem:
    def __init__(self, folder):
        with open(os.path.join(folder, "meta.json"), encoding="utf-8") as file:
            meta = json.load(file)
        m, h, n, r, k = (meta[key] for key in "mhnrk")
        read = lambda name, *shape: np.fromfile(os.path.join(folder, name + ".f64"), dtype="<f8").reshape(shape)
        self.alpha, self.shapes = meta["alpha"], ((r, n), (h, r), (r, h), (m, r))
        self.W1, self.W2 = read("W1", h, n), read("W2", m, h)
        self.US, self.V = read("U", m, k) * read("S", k), read("V", n, k)
        self.A1, self.A2 = read("A10", r, n), read("A20", r, h)
        self.Y = self.W2 @ self.W1 + self.US @ self.V.T

    def start(self):
        (_, _), (h, r), (_, _), (m, _) = self.shapes
        return np.concatenate([self.A1.ravel(), np.zeros(h * r), self.A2.ravel(), np.zeros(m * r)])

    def factors(self, y):
        at, parts = 0, []
        for rows, cols in self.shapes:
            parts.append(y[at : at + rows * cols].reshape(rows, cols))
            at += rows * cols
        return parts

    def report(self, name, states, **more):
        loss, align = [], []
        for A1, B1, A2, B2 in states:
            E = self.US @ self.V.T - (self.W2 @ B1) @ A1 - B2 @ (A2 @ self.W1 + (A2 @ B1) @ A1)
            loss.append(0.5 * float((E * E).sum()))
            align.append(float(((A1 @ self.V) ** 2).sum() / (A1**2).sum()))
        print(json.dumps({"peer": name, "loss": loss, "align": align, **more}))
