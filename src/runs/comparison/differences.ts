import { isObject } from '../../protocol/objectGuards.ts';

/** One setting that is not the same in all configurations. */
export interface Difference {
  /** `dynamics.learningRate`. */
  readonly path: string;
  /** One a configuration, in their order; undefined where it has no such setting. */
  readonly values: readonly unknown[];
}

/**
 * What differs between resolved configurations, setting by setting: objects are compared key by key, everything else
 * as a whole. Every default is explicit in them, so that a setting that is missing has no meaning there.
 */
export function differences(configs: readonly unknown[]): readonly Difference[] {
  return differencesBelow('', configs);
}

function differencesBelow(path: string, values: readonly unknown[]): readonly Difference[] {
  const texts = new Set(values.map(value => (value === undefined ? '' : JSON.stringify(value))));
  if (texts.size < 2) return [];
  const objects = values.filter(isObject);
  if (objects.length < 2 || values.some(value => value !== undefined && !isObject(value)))
    return [{ path, values }];
  const keys = [...new Set(objects.flatMap(object => Object.keys(object)))];
  return keys.flatMap(key =>
    differencesBelow(
      path === '' ? key : `${path}.${key}`,
      values.map(value => (isObject(value) ? value[key] : undefined)),
    ),
  );
}
