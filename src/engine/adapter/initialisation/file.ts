import Type from 'typebox';
import { started } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

const arrayName = (symbol: string, shape: string, fallback: string) =>
  Type.String({
    minLength: 1,
    title: symbol,
    description: `Name of the ${shape} array ${symbol} inside the \`.npz\`, or the path of a \`.npy\` file.`,
    default: fallback,
  });

export const file = defineInitialisation({
  kind: 'file',
  label: 'From file',
  symbol: 'A₁, B₁, A₂, B₂',
  help: 'Your own factors: A₁ (r×n), B₁ (h×r), A₂ (r×h), B₂ (m×r). `initScale` is not used; the run seed changes nothing but optimiser noise.',
  settings: Type.Object(
    {
      kind: Type.Literal('file'),
      path: Type.Optional(
        Type.String({
          minLength: 1,
          title: 'path',
          description:
            '`.npz` or `.safetensors` file with all four arrays, relative to the experiment. Leave it out where the names below ' +
            'are `.npy` files.',
        }),
      ),
      a1: arrayName('A₁', 'r×n', 'A1'),
      b1: arrayName('B₁', 'h×r', 'B1'),
      a2: arrayName('A₂', 'r×h', 'A2'),
      b2: arrayName('B₂', 'm×r', 'B2'),
    },
    { additionalProperties: false, title: 'From file', description: 'A₁, B₁, A₂, B₂' },
  ),
  coordinates: 'own',
  draw(_, layer) {
    const given = layer.givenFactors();
    return given.ok ? started(given.value) : given;
  },
});
