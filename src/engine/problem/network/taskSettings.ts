import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

/** What fine-tuning changes in the task that the network knows. */
export const TaskSettings = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal('rotate'),
        quarters: Type.Integer({
          minimum: 1,
          maximum: 3,
          title: 'quarter turns',
          description: 'How often images are turned by 90°, counter-clockwise.',
          default: 1,
        }),
      },
      { ...closed, title: 'rotate', description: 'The same images, turned.' },
    ),
    Type.Object(
      { kind: Type.Literal('flip') },
      { ...closed, title: 'flip', description: 'The same images, left for right.' },
    ),
    Type.Object(
      { kind: Type.Literal('invert') },
      {
        ...closed,
        title: 'invert',
        description:
          'Every input x as 1 − x, dark for light. The mean gradient dominates here, and small starts get stuck.',
      },
    ),
    Type.Object(
      {
        kind: Type.Literal('relabel'),
        by: Type.Integer({
          minimum: 1,
          maximum: 1000,
          title: 'shift of the labels',
          description: 'Class k becomes k + shift, modulo the number of classes.',
          default: 1,
        }),
      },
      { ...closed, title: 'relabel', description: 'The same images under other labels.' },
    ),
    Type.Object(
      { kind: Type.Literal('newClasses') },
      {
        ...closed,
        title: 'new classes',
        description:
          'Pre-trained on the first half of the classes, fine-tuned on the second; the outputs of all are there from the start.',
      },
    ),
  ],
  {
    title: 'task',
    description: 'What is different in fine-tuning.',
    default: { kind: 'rotate' },
  },
);
export type TaskSettings = Static<typeof TaskSettings>;
