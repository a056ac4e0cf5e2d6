"""Packs the handwritten digits that scikit-learn ships (UCI, CC BY 4.0) into src/engine/problem/ntk/digits/generated/packedDigits.ts.

One line of text an image: its label, then its 64 pixels row by row. A pixel 0 … 16 is a letter A … Q; a run of 2 … 27 zeros is a
letter a … z. Run with Python and scikit-learn, from the root of the repository.
"""
from sklearn.datasets import load_digits


def packed(pixels):
    out, zeros = [], 0
    for value in [*pixels, None]:
        if value == 0:
            zeros += 1
            continue
        while zeros > 0:
            run = min(zeros, 27)
            out.append('A' if run == 1 else chr(ord('a') + run - 2))
            zeros -= run
        if value is not None:
            out.append(chr(ord('A') + value))
    return ''.join(out)


digits = load_digits()
images = digits.images.reshape(-1, 64).astype(int)
text = ''.join(f'{label}{packed(image)}' for label, image in zip(digits.target, images))
with open('src/engine/problem/ntk/digits/generated/packedDigits.ts', 'w', encoding='utf-8') as file:
    file.write('// Made by scripts/digits.py. Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI, CC BY 4.0.\n')
    file.write(f"export const packedDigits =\n  '{text}';\n")
print(len(images), 'images,', len(text), 'characters')
