import type { Static, TSchema } from 'typebox';
import { withDefaults } from '../defaults.ts';
import type { Json } from '../json.ts';
import { plainSchema } from '../schemaModel.ts';
import { structureFindings } from '../structure.ts';
import type { ResolvedVariant } from './contract.ts';

/** Whether resolved settings have everything that their schema asks for. */
export function fits<Schema extends TSchema>(schema: Schema, value: Json): value is Json & Static<Schema> {
  return structureFindings(plainSchema(schema), value, [], 'whole').length === 0;
}

/**
 * Keeps what a variant's settings are in a kind's own types: variants are immutable, and asked about many times, for files,
 * checks, predictions and estimates. Null where they are not of this kind (a stored batch of another version).
 */
export function settingsReader<Settings>(
  read: (variant: ResolvedVariant) => Settings | null,
): (variant: ResolvedVariant) => Settings | null {
  const known = new WeakMap<ResolvedVariant, Settings | null>();
  return variant => {
    const found = known.get(variant);
    if (found !== undefined) return found;
    const settings = read(variant);
    known.set(variant, settings);
    return settings;
  };
}

/** Settings of the three sections of a file in a kind's own types. */
export interface Sections<Problem extends TSchema, Adapter extends TSchema, Dynamics extends TSchema> {
  readonly problem: Static<Problem>;
  readonly adapter: Static<Adapter>;
  readonly dynamics: Static<Dynamics>;
}

/**
 * A reader of the settings of a kind with these schemas. What a stored batch of another version does not have yet has its
 * default.
 */
export function sectionsReader<
  Problem extends TSchema,
  Adapter extends TSchema,
  Dynamics extends TSchema,
>(of: {
  readonly problem: Problem;
  readonly adapter: Adapter;
  readonly dynamics: Dynamics;
}): (variant: ResolvedVariant) => Sections<Problem, Adapter, Dynamics> | null {
  const whole = (schema: TSchema, value: Json): Json => withDefaults(plainSchema(schema), value) ?? null;
  return settingsReader<Sections<Problem, Adapter, Dynamics>>(variant => {
    const problem = whole(of.problem, variant.problem);
    const adapter = whole(of.adapter, variant.adapter);
    const dynamics = whole(of.dynamics, variant.dynamics);
    return fits(of.problem, problem) && fits(of.adapter, adapter) && fits(of.dynamics, dynamics)
      ? { problem, adapter, dynamics }
      : null;
  });
}
