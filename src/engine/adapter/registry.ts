import Type, { type Static } from 'typebox';
import { gaussian } from './initialisation/gaussian.ts';
import { spectral } from './initialisation/spectral.ts';
import { both } from './initialisation/both.ts';
import { peftDefault } from './initialisation/peftDefault.ts';
import { peftGaussian } from './initialisation/peftGaussian.ts';
import { pissa } from './initialisation/pissa.ts';
import { milora } from './initialisation/milora.ts';
import { olora } from './initialisation/olora.ts';
import { loraGa } from './initialisation/loraGa.ts';
import { loraOne } from './initialisation/loraOne.ts';
import { loftq } from './initialisation/loftq.ts';
import { eva } from './initialisation/eva.ts';
import { orthogonal } from './initialisation/orthogonal.ts';
import { mica } from './initialisation/mica.ts';
import { nystrom } from './initialisation/nystrom.ts';
import { file } from './initialisation/file.ts';

/** Every initialisation there is, in the order of menus and documentation. */
export const initialisations = [
  gaussian,
  spectral,
  both,
  peftDefault,
  peftGaussian,
  pissa,
  milora,
  olora,
  loraGa,
  loraOne,
  loftq,
  eva,
  orthogonal,
  mica,
  nystrom,
  file,
] as const;

export type InitSettings = Static<(typeof initialisations)[number]['settings']>;

/** Schema of `adapter.init` in its object form. The file also takes a kind alone: `"pissa"`. */
export const InitSettings = Type.Unsafe<InitSettings>(
  Type.Union(
    initialisations.map(module => module.settings),
    {
      title: 'initialisation',
      description: 'How A and B start.',
      default: { kind: 'gaussian' },
    },
  ),
);
