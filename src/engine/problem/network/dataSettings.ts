import Type, { type Static } from 'typebox';

export const DigitsData = Type.Object(
  { kind: Type.Literal('digits') },
  {
    additionalProperties: false,
    title: 'digits',
    description:
      'Handwritten digits of 8×8 pixels from 0 to 1 (Alpaydin and Kaynak, UCI), ten classes: 1000 to train on, 797 to test on.',
  },
);

export const NetworkDataSettings = Type.Union([DigitsData], {
  title: 'data',
  description: 'Which labelled examples there are.',
  default: { kind: 'digits' },
});
export type NetworkDataSettings = Static<typeof NetworkDataSettings>;
