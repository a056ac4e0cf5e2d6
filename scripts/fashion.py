"""Packs a part of Fashion-MNIST (Zalando SE, MIT) into src/engine/dataset/fashion/generated/packedFashion.ts.

The first 2000 images of the training set and the first 1000 of the test set, each 2x2 pixels averaged to one and rounded: 14x14
bytes. All images, then all labels, deflated, as base64. Run with Python and NumPy from the root of the repository, with the folder of the
four IDX files (Debian's package dataset-fashion-mnist has them in /usr/share/datasets/fashion-mnist):

    python3 scripts/fashion.py FOLDER
"""
import base64
import gzip
import struct
import sys
import zlib
import numpy as np

TRAIN, TEST = 2000, 1000


def idx(name):
    data = gzip.open(f'{sys.argv[1]}/{name}-ubyte.gz').read()
    dimensions = data[3]
    shape = struct.unpack('>' + 'I' * dimensions, data[4:4 + 4 * dimensions])
    return np.frombuffer(data[4 + 4 * dimensions:], np.uint8).reshape(shape)


def pooled(images):
    return images.reshape(-1, 14, 2, 14, 2).mean((2, 4)).round().astype(np.uint8)


images = [pooled(idx('train-images-idx3')[:TRAIN]), pooled(idx('t10k-images-idx3')[:TEST])]
labels = [idx('train-labels-idx1')[:TRAIN], idx('t10k-labels-idx1')[:TEST]]
raw = b''.join(part.tobytes() for part in [*images, *labels])
packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
packed = packer.compress(raw) + packer.flush()
with open('src/engine/dataset/fashion/generated/packedFashion.ts', 'w', encoding='utf-8') as file:
    file.write('// Made by scripts/fashion.py. Fashion-MNIST, Copyright (c) 2017 Zalando SE, https://tech.zalando.com, MIT.\n')
    file.write(f"export const packedFashion =\n  '{base64.b64encode(packed).decode()}';\n")
print(len(raw), 'bytes,', len(packed), 'packed')
