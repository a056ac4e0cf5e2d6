"""Makes the files of this folder's tests: python3 test/data/generate.py (NumPy 1.24 or later, ml_dtypes, safetensors)."""
import gzip
import os
import struct
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

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

whole = np.array([[0, 1, 2], [3, 4, 100]])
for kind in ("i1", "u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8"):
    np.save(f"{here}/whole_{kind.strip('<')}.npy", whole.astype(kind))
np.save(f"{here}/signed.npy", np.array([-1, 1, -128], dtype="i1"))
np.save(f"{here}/truth.npy", np.array([True, False, True]))
np.save(f"{here}/beyond.npy", np.array([2**53 + 2], dtype="<i8"))
np.save(f"{here}/halves.npy", np.array([1, -2.5, 65504, 2**-24, -2**-15, np.inf, np.nan, 0], dtype="<f2"))
tensors = {name: a.astype(kind) for name, kind in (("f64", "<f8"), ("f32", "<f4"), ("f16", "<f2"))}
tensors |= {"bf16": a.astype(ml_dtypes.bfloat16), "i64": np.arange(3), "u8": np.arange(3, dtype="u1"), "truth": np.array([True, False])}
save_file(tensors, f"{here}/some.safetensors", metadata={"format": "np"})
images = (np.arange(2 * 3 * 4) * 7 % 256).astype("u1").reshape(2, 3, 4)
idx = struct.pack(">BBBB3I", 0, 0, 8, 3, *images.shape) + images.tobytes()
open(f"{here}/images-idx3-ubyte", "wb").write(idx)
with open(f"{here}/images-idx3-ubyte.gz", "wb") as file, gzip.GzipFile("images-idx3-ubyte", "wb", mtime=0, fileobj=file) as packed:
    packed.write(idx)
open(f"{here}/floats-idx2", "wb").write(struct.pack(">BBBB2I", 0, 0, 13, 2, 2, 3) + a.astype(">f4").tobytes())
