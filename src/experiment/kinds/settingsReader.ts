import type { Static, TSchema } from 'typebox';
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
