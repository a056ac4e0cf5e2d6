import Type, { type Static } from 'typebox';
import { PretrainedSettings } from './pretrainedSettings.ts';
import { TargetSettings } from './targetSettings.ts';

/**
 * Settings of the matrix-factorisation problem, as they are after resolution: every property that carries a
 * `default` is present. The schema of the *file* is the same with those properties optional.
 */
export const MatrixFactorizationSettings = Type.Object(
  {
    kind: Type.Literal('matrixFactorization'),
    pretrained: PretrainedSettings,
    target: TargetSettings,
    reduction: Type.Union([Type.Literal('auto'), Type.Literal('none')], {
      title: 'exact reductions',
      description:
        '`auto`: integrate in a rotated, smaller set of coordinates wherever that is exact. ' +
        '`none`: the plain dense path in your own coordinates; slower, the same result.',
      default: 'auto',
    }),
  },
  {
    additionalProperties: false,
    title: 'matrix factorisation',
    description:
      'Fit Y_ft by (W₂ + s·B₂A₂)(W₁ + s·B₁A₁) with W₂, W₁ frozen; loss ½‖Y_ft − …‖²_F. ' +
      'The setting of arXiv 2503.06982.',
  },
);
export type MatrixFactorizationSettings = Static<typeof MatrixFactorizationSettings>;
