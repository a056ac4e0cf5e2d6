"""Makes own-matrices.npz: python3 own-matrices.py (any NumPy). Put your own matrices in its place."""
import numpy as np

rng = np.random.default_rng(0)
m, h, n = 8, 20, 12
W1 = rng.standard_normal((h, n)) / np.sqrt(n)  # h×n, the layer next to the input
W2 = rng.standard_normal((m, h)) / np.sqrt(h)  # m×h, the layer next to the output

# A fine-tuning target that differs from W2 W1 by rank two.
U = np.linalg.qr(rng.standard_normal((m, 2)))[0]
V = np.linalg.qr(rng.standard_normal((n, 2)))[0]
Y_ft = W2 @ W1 + U @ np.diag([2.0, 1.0]) @ V.T

np.savez("own-matrices.npz", W1=W1, W2=W2, Y_ft=Y_ft)
