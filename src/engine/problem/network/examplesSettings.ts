import Type from 'typebox';

/** Part of a training set that is tested on. */
export const testShare = Type.Number({
  minimum: 0,
  exclusiveMaximum: 1,
  title: 'share to test on',
  description:
    'Which part of the examples is set aside to test on where there is no test set; 0: nothing is tested. The seed of the network draws ' +
    'which, and in which order the others are.',
  default: 0.2,
});

/** What becomes of the numbers of inputs. */
export const scaling = Type.Union([Type.Literal('unit'), Type.Literal('standardise'), Type.Literal('none')], {
  title: 'scaling of the inputs',
  description:
    '`unit`: the smallest number of the training set becomes 0 and the largest 1, which divides bytes by 255. `standardise`: every ' +
    'input less its mean over the training set, by its standard deviation there. `none`: as they are.',
  default: 'unit',
});

/** What the classes of a user’s examples are called. */
export const classNames = Type.Optional(
  Type.Array(Type.String({ minLength: 1 }), {
    minItems: 2,
    title: 'names of the classes',
    description: 'What the classes are called, in the order of their numbers; as many as there are outputs.',
  }),
);
