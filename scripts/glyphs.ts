/**
 * Takes the outlines of the letters that figures use out of a TrueType font, into src/cli/raster/generated/glyphs.ts:
 * `node scripts/glyphs.ts DejaVuSansCondensed.ttf` (Debian: fonts-dejavu-extra).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const letters = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0xff),
  ...range(0x391, 0x3a1),
  ...range(0x3a3, 0x3a9),
  ...range(0x3b1, 0x3c9),
  ...Array.from('₀₁₂₃₄₅₆₇₈₉⁰⁴⁵⁶⁷⁸⁹⁻⁺₊₋ᵢⱼₖₙᵀᵏ‖−≤≥≈≠±∞∂∇Σ√∈∝∘⊥⟨⟩→←↑↓–—…‘’“”′″ℓℝ½⅙✓✗●○□◇▽≪∠Δ'),
];

const file = readFileSync(process.argv[2] ?? 'DejaVuSansCondensed.ttf');
const tables = new Map<string, number>();
for (let i = 0; i < file.readUInt16BE(4); i++) {
  const at = 12 + 16 * i;
  tables.set(file.toString('latin1', at, at + 4), file.readUInt32BE(at + 8));
}
const table = (name: string): number => tables.get(name) ?? 0;
const unitsPerEm = file.readUInt16BE(table('head') + 18);
const longOffsets = file.readInt16BE(table('head') + 50) === 1;
const metrics = file.readUInt16BE(table('hhea') + 34);
const scaled = (value: number): number => Math.round((value * 1000) / unitsPerEm);

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

const packed = [...new Set(letters)].flatMap(letter => {
  const glyph = indexOf(letter.codePointAt(0) ?? 0);
  if (glyph === 0) return [];
  const advance = file.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, metrics - 1));
  return [[letter, `${scaled(advance)}|${contoursOf(glyph).map(pathOf).join('')}`] as const];
});
const lines = packed.map(([letter, path]) => `  ${JSON.stringify(letter)}: '${path}',\n`);
writeFileSync(
  'src/cli/raster/generated/glyphs.ts',
  `// Made by scripts/glyphs.ts from DejaVu Sans Condensed 2.37, (c) Bitstream, Inc. and Tavmjong Bah.\nexport const glyphs: Readonly<Record<string, string>> = {\n${lines.join('')}};\n`,
);
console.log(`${packed.length} letters`);

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
}

/** The glyph of a code point: `cmap`, format 4. */
function indexOf(code: number): number {
  const cmap = table('cmap');
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const sub = cmap + file.readUInt32BE(cmap + 8 + 8 * i);
    if (file.readUInt16BE(sub) !== 4) continue;
    const twice = file.readUInt16BE(sub + 6);
    for (let at = 0; at < twice; at += 2) {
      if (code > file.readUInt16BE(sub + 14 + at)) continue;
      const start = file.readUInt16BE(sub + 16 + twice + at);
      if (code < start) return 0;
      const delta = file.readUInt16BE(sub + 16 + 2 * twice + at);
      const place = sub + 16 + 3 * twice + at;
      const offset = file.readUInt16BE(place);
      const found = offset === 0 ? code : file.readUInt16BE(place + offset + 2 * (code - start));
      return (found + delta) & 0xffff;
    }
  }
  return 0;
}

function contoursOf(glyph: number): Point[][] {
  const loca = table('loca');
  const offset = (i: number): number =>
    longOffsets ? file.readUInt32BE(loca + 4 * i) : 2 * file.readUInt16BE(loca + 2 * i);
  if (offset(glyph) === offset(glyph + 1)) return [];
  const at = table('glyf') + offset(glyph);
  const count = file.readInt16BE(at);
  return count < 0 ? composite(at + 10) : simple(at + 10, count);
}

function simple(at: number, count: number): Point[][] {
  const ends = Array.from({ length: count }, (_, i) => file.readUInt16BE(at + 2 * i));
  const total = (ends.at(-1) ?? -1) + 1;
  let place = at + 2 * count;
  place += 2 + file.readUInt16BE(place);
  const flags: number[] = [];
  while (flags.length < total) {
    const flag = file[place++]!;
    const times = flag & 8 ? file[place++]! + 1 : 1;
    for (let i = 0; i < times; i++) flags.push(flag);
  }
  const read = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map(flag => {
      if (flag & short) value += flag & same ? file[place++]! : -file[place++]!;
      else if (!(flag & same)) {
        value += file.readInt16BE(place);
        place += 2;
      }
      return value;
    });
  };
  const xs = read(2, 16);
  const ys = read(4, 32);
  const points = flags.map((flag, i): Point => ({ x: xs[i]!, y: ys[i]!, on: (flag & 1) === 1 }));
  return ends.map((end, i) => points.slice(i === 0 ? 0 : ends[i - 1]! + 1, end + 1));
}

/** A glyph made of others, each moved and scaled. */
function composite(start: number): Point[][] {
  const parts: Point[][] = [];
  for (let at = start, more = true; more;) {
    const flags = file.readUInt16BE(at);
    const glyph = file.readUInt16BE(at + 2);
    at += 4;
    const words = (flags & 1) === 1;
    const dx = words ? file.readInt16BE(at) : file.readInt8(at);
    const dy = words ? file.readInt16BE(at + 2) : file.readInt8(at + 1);
    at += words ? 4 : 2;
    const scales = flags & 8 ? 1 : flags & 0x40 ? 2 : flags & 0x80 ? 4 : 0;
    const values = Array.from({ length: scales }, (_, i) => file.readInt16BE(at + 2 * i) / 16384);
    at += 2 * scales;
    const [a = 1, b = a, c = 0, d = 0] = values;
    const [xx, xy, yx, yy] = scales === 4 ? [a, b, c, d] : [a, 0, 0, b];
    for (const contour of contoursOf(glyph))
      parts.push(contour.map(({ x, y, on }) => ({ x: xx * x + yx * y + dx, y: xy * x + yy * y + dy, on })));
    more = (flags & 0x20) !== 0;
  }
  return parts;
}

/** A contour's quadratic curves: two points beside the curve have one on it between them. */
function pathOf(contour: readonly Point[]): string {
  const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true });
  const full = contour.flatMap((point, i) => {
    const before = contour[(i + contour.length - 1) % contour.length]!;
    return point.on || before.on ? [point] : [between(before, point), point];
  });
  const first = full.findIndex(({ on }) => on);
  const turned = [...full.slice(first), ...full.slice(0, first + 1)];
  const text = ({ x, y }: Point): string => `${scaled(x)} ${scaled(y)}`;
  let path = '';
  for (let i = 0; i < turned.length; i++) {
    const point = turned[i]!;
    if (i === 0) path += `M${text(point)}`;
    else if (point.on) path += `L${text(point)}`;
    else path += `Q${text(point)} ${text(turned[++i]!)}`;
  }
  return path;
}
