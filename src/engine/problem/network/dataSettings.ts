import Type, { type Static } from 'typebox';
import { FolderData } from './folderDataSettings.ts';
import { OwnData } from './ownDataSettings.ts';

export const DigitsData = Type.Object(
  { kind: Type.Literal('digits') },
  {
    additionalProperties: false,
    title: 'digits',
    description:
      'Handwritten digits of 8×8 pixels from 0 to 1 (Alpaydin and Kaynak, UCI), ten classes: 1000 to train on, 797 to test on.',
  },
);

export const FashionData = Type.Object(
  { kind: Type.Literal('fashion') },
  {
    additionalProperties: false,
    title: 'fashion',
    description:
      'A part of Fashion-MNIST (Zalando) at 14×14 pixels from 0 to 1, ten classes: 2000 to train on, 1000 to test on. The ' +
      'division is given; the seed of the network does not change it.',
  },
);

export const NetworkDataSettings = Type.Union([DigitsData, FashionData, FolderData, OwnData], {
  title: 'data',
  description: 'Which labelled examples there are.',
  default: { kind: 'digits' },
});
export type NetworkDataSettings = Static<typeof NetworkDataSettings>;
