import { describe, expect, it } from 'vitest';
import { packedArrays } from '../../../src/host/panel/packedArrays.ts';
import { finished } from '../../webview/fixtures/views.ts';

/** The buffers of a message, each once. */
function buffersOf(message: unknown): ReadonlySet<ArrayBufferLike> {
  const found = new Set<ArrayBufferLike>();
  JSON.stringify(message, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    found.add(value.buffer);
    return null;
  });
  return found;
}

describe('arrays of a message', () => {
  it('lie on one buffer, with the same numbers and types', () => {
    const shared = Float64Array.of(1, 2, Number.NaN);
    const message = {
      type: 'view',
      many: Array.from({ length: 300 }, (_, i) => ({ t: shared, mean: Float64Array.of(i, -0, Infinity) })),
      bytes: Uint8Array.of(1, 2, 3),
      part: new Float32Array([9, 8, 7]).subarray(1),
      none: new Float64Array(),
      nothing: null,
    };
    const packed = packedArrays(message);
    expect(buffersOf(message).size).toBe(304);
    expect(buffersOf(packed).size).toBe(1);
    expect(packed).toEqual(message);
    expect(packed.many[0]!.t).toBe(packed.many[299]!.t);
    expect(Object.is(packed.many[7]!.mean[1], -0)).toBe(true);
  });

  it('are those of a whole view of the panel', () => {
    const view = finished();
    const packed = packedArrays({ type: 'view', view });
    expect(packed.view).toEqual(view);
    expect(buffersOf(packed).size).toBe(1);
  });

  it('stay where they are if there are none, or one', () => {
    const plain = { type: 'saved', request: 1 };
    expect(packedArrays(plain)).toBe(plain);
    const one = { picture: Uint8Array.of(1) };
    expect(packedArrays(one)).toBe(one);
  });
});
