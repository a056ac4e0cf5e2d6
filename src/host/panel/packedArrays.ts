/** Typed arrays begin at multiples of this many bytes. */
const ALIGNMENT = 8;

type View = ArrayBufferView;

/**
 * The same message with all its typed arrays on one buffer. VS Code carries every buffer of a message to a page as an
 * argument of one call, and counts those in a byte: of more than some 250 buffers it loses all but the remainder.
 */
export function packedArrays<T>(message: T): T {
  const found = new Set<View>();
  collect(message, found);
  if (found.size < 2) return message;
  const room = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  const buffer = new ArrayBuffer([...found].reduce((sum, { byteLength }) => sum + room(byteLength), 0));
  const packed = new Map<unknown, View>();
  let at = 0;
  for (const view of found) {
    packed.set(view, moved(view, buffer, at));
    at += room(view.byteLength);
  }
  return replaced(message, packed) as T;
}

function collect(value: unknown, found: Set<View>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) found.add(value);
  else for (const part of Object.values(value)) collect(part, found);
}

function replaced(value: unknown, packed: ReadonlyMap<unknown, View>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const view = packed.get(value);
  if (view !== undefined) return view;
  if (Array.isArray(value)) return value.map(part => replaced(part, packed));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replaced(part, packed)]));
}

/** The numbers of a view at a place of another buffer, as the same type. */
function moved(view: View, buffer: ArrayBuffer, at: number): View {
  new Uint8Array(buffer, at, view.byteLength).set(
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
  );
  const Type = view.constructor as new (buffer: ArrayBuffer, at: number, length: number) => View;
  const width = 'BYTES_PER_ELEMENT' in view ? Number(view.BYTES_PER_ELEMENT) : 1;
  return new Type(buffer, at, view.byteLength / width);
}
