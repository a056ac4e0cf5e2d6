import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Names and licences of the packages that dist/ contains, as one text: packages under the same words together, sorted by
 * name. Throws where one has no licence.
 */
export function thirdPartyNotices(project: string): string {
  const { outputs } = JSON.parse(readFileSync(join(project, 'dist', 'metafile.json'), 'utf8')) as Metafile;
  const folders = new Set(
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap(input => /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []),
    ),
  );
  const packagesByLicence = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { title, licence } = notice(join(project, folder));
    packagesByLicence.set(licence, [...(packagesByLicence.get(licence) ?? []), title]);
  }
  const sections = [...packagesByLicence].map(([licence, titles]) => `${titles.join('\n')}\n\n${licence}`);
  return `${[HEAD, ...sections, DATA, METHODS].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}

const HEAD = 'LoRA Dynamics contains code of the following packages, under their own licences.';

/** What a licence asks to be said besides its own words. */
const attributions: Readonly<Record<string, string>> = {
  '@vscode/codicons':
    'Icons of the result panel: Codicons by Microsoft Corporation, https://github.com/microsoft/vscode-codicons, under the\n' +
    'Creative Commons Attribution 4.0 International licence that follows. The shapes are unchanged; their colour follows\n' +
    'the theme. They come as they are, without warranty.',
};

const DATA = `Data of others.

The letters of figures that are drawn as pixels: outlines of DejaVu Sans Condensed 2.37, scaled to 1000 units an em.
Fonts are (c) Bitstream (see below). DejaVu changes are in public domain.
Copyright (c) 2003 by Bitstream, Inc. All Rights Reserved. Bitstream Vera is a trademark of Bitstream, Inc.
Permission is hereby granted, free of charge, to any person obtaining a copy of the fonts accompanying this license
("Fonts") and associated documentation files (the "Font Software"), to reproduce and distribute the Font Software,
including without limitation the rights to use, copy, merge, publish, distribute, and/or sell copies of the Font
Software, and to permit persons to whom the Font Software is furnished to do so, subject to the following conditions:
The above copyright and trademark notices and this permission notice shall be included in all copies of one or more of
the Font Software typefaces. The Font Software may be modified, altered, or added to, and in particular the designs of
glyphs or characters in the Fonts may be modified and additional glyphs or characters may be added to the Fonts, only
if the fonts are renamed to names not containing either the words "Bitstream" or the word "Vera". This License becomes
null and void to the extent applicable to Fonts or Font Software that has been modified and is distributed under the
"Bitstream Vera" names. The Font Software may be sold as part of a larger software package but no copy of one or more of
the Font Software typefaces may be sold by itself.
THE FONT SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO ANY
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF COPYRIGHT, PATENT, TRADEMARK, OR
OTHER RIGHT. IN NO EVENT SHALL BITSTREAM OR THE GNOME FOUNDATION BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
INCLUDING ANY GENERAL, SPECIAL, INDIRECT, INCIDENTAL, OR CONSEQUENTIAL DAMAGES, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF THE USE OR INABILITY TO USE THE FONT SOFTWARE OR FROM OTHER DEALINGS IN THE FONT SOFTWARE.

The handwritten digits of the few-shot source: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI
Machine Learning Repository 1998, https://doi.org/10.24432/C50P49, under the Creative Commons Attribution 4.0 International
licence, https://creativecommons.org/licenses/by/4.0/. They are the 1797 images of its test set as scikit-learn ships them,
packed into text; their pixels are unchanged. They come as they are, without warranty.

The images of clothes: Fashion-MNIST, https://github.com/zalandoresearch/fashion-mnist, 2000 images of its training set and 1000 of
its test set, averaged to 14×14 pixels, under this licence:

The MIT License (MIT)

Copyright © 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the “Software”), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const METHODS = `Methods and numbers from the literature. The code is our own; the credit for what it computes belongs to their authors.

DOP853, its coefficients and its dense output: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential
Equations I, 2nd edition, Springer 1993, section II.10, after J. R. Dormand and P. J. Prince.
RKC2: B. P. Sommeijer, L. F. Shampine, J. G. Verwer, RKC: an explicit solver for parabolic PDEs, J. Comput. Appl. Math. 88
(1998) 315-326.
Implicit QL for tridiagonal matrices: EISPACK's tql2.
xoshiro128** 1.1: D. Blackman and S. Vigna, 2018. SplitMix: G. L. Steele, D. Lea, C. H. Flood, 2014.
The logarithm: FreeBSD's msun, through @stdlib/math-base-special-ln, whose notice stands above.`;

function notice(folder: string): { readonly title: string; readonly licence: string } {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Manifest;
  const file = readdirSync(folder).find(entry => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} has no licence`);
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  // the Apache licence asks to pass a NOTICE file on
  const passedOn = readdirSync(folder).find(entry => /^notice(\.\w+)?$/i.test(entry));
  const parts = [
    attributions[name] ?? '',
    text === '' ? `Licence: ${license ?? ''}` : text,
    passedOn === undefined ? '' : `NOTICE\n\n${readFileSync(join(folder, passedOn), 'utf8').trim()}`,
  ];
  return { title: `${name} ${version}`, licence: parts.filter(part => part !== '').join('\n\n') };
}
