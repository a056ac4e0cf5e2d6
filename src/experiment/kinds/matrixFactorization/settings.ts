import type { Static, TSchema } from 'typebox';
import { AdapterSettings } from '../../../engine/adapter/settings.ts';
import { DynamicsSettings } from '../../../engine/dynamics/settings.ts';
import { MatrixFactorizationSettings } from '../../../engine/problem/matrixFactorization/settings.ts';
import type { Json } from '../../json.ts';
import { plainSchema } from '../../schemaModel.ts';
import { structureFindings } from '../../structure.ts';
import type { ResolvedVariant } from '../contract.ts';

/** A variant's settings in the engine's own types. */
export interface Settings {
  readonly problem: MatrixFactorizationSettings;
  readonly adapter: AdapterSettings;
  readonly dynamics: DynamicsSettings;
}

/** The settings of a variant, or null where they are not those of this kind (a stored batch of another version). */
export function settingsOf(variant: ResolvedVariant): Settings | null {
  const found = known.get(variant);
  if (found !== undefined) return found;
  const settings = readSettings(variant);
  known.set(variant, settings);
  return settings;
}

/** Variants are immutable, and asked about many times: for files, checks, predictions, estimates. */
const known = new WeakMap<ResolvedVariant, Settings | null>();

function readSettings(variant: ResolvedVariant): Settings | null {
  const { problem, adapter, dynamics } = variant;
  return fits(MatrixFactorizationSettings, problem) &&
    fits(AdapterSettings, adapter) &&
    fits(DynamicsSettings, dynamics)
    ? { problem, adapter, dynamics }
    : null;
}

function fits<Schema extends TSchema>(schema: Schema, value: Json): value is Json & Static<Schema> {
  return structureFindings(plainSchema(schema), value, [], 'whole').length === 0;
}
