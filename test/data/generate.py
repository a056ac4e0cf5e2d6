"""Makes the files of this folder's tests: python3 test/data/generate.py (NumPy 1.24 or later)."""
import os
import numpy as np

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files")
a = np.arange(6, dtype="<f8").reshape(2, 3) / 4
np.save(f"{here}/c_f8.npy", a)
np.save(f"{here}/fortran_f8.npy", np.asfortranarray(a))
np.save(f"{here}/c_f4.npy", a.astype("<f4"))
np.save(f"{here}/cube_fortran.npy", np.asfortranarray(np.arange(24, dtype="<f8").reshape(2, 3, 4)))
np.save(f"{here}/scalar.npy", np.float64(2.5))
np.save(f"{here}/big_endian.npy", a.astype(">f8"))
np.save(f"{here}/integers.npy", np.arange(6, dtype="<i8"))
np.save(f"{here}/complex.npy", a.astype("<c16"))
np.save(f"{here}/half.npy", a.astype("<f2"))
np.save(f"{here}/objects.npy", np.array([{"x": 1}], dtype=object), allow_pickle=True)
np.save(f"{here}/structured.npy", np.zeros(2, dtype=[("x", "<f8"), ("y", "<f8")]))
np.save(f"{here}/empty.npy", np.zeros((0, 3)))
np.savez(f"{here}/stored.npz", W1=a, W2=np.asfortranarray(a.T), f4=a.astype("<f4"), i8=np.arange(3))
np.savez_compressed(f"{here}/deflated.npz", W1=a, W2=a.T)
