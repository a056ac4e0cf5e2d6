import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SERIES_COLOURS } from '../../src/charts/tokens.ts';

type Colour = readonly [number, number, number];

/** Colour-vision matrices of Machado, Oliveira and Fernandes (2009), full severity, on linear light. */
const VISION = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const THEMES = [
  { file: 'dark-modern', key: 'dark', manifest: 'dark', least: { three: 37, all: 18 } },
  { file: 'light-modern', key: 'light', manifest: 'light', least: { three: 39, all: 20 } },
  { file: 'hc-dark', key: 'highContrastDark', manifest: 'highContrast', least: { three: 35, all: 17 } },
  {
    file: 'hc-light',
    key: 'highContrastLight',
    manifest: 'highContrastLight',
    least: { three: 28, all: 13 },
  },
] as const;

function parse(hex: string): Colour {
  const channel = (i: number) => parseInt(hex.slice(i, i + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (c: Colour) => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);

function contrast(a: Colour, b: Colour): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

/** CIE L*a*b* (D65) as a person with the given colour vision sees it. */
function lab(colour: Colour, matrix: readonly number[]): readonly number[] {
  const light = colour.map(linear);
  const [r, g, b] = [0, 1, 2].map(row =>
    Math.min(
      1,
      Math.max(
        0,
        light.reduce((sum, c, i) => sum + matrix[3 * row + i]! * c, 0),
      ),
    ),
  );
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r! + 0.3576 * g! + 0.1805 * b!) / 0.9505);
  const y = f(0.2126 * r! + 0.7152 * g! + 0.0722 * b!);
  const z = f((0.0193 * r! + 0.1192 * g! + 0.9505 * b!) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function closest(colours: readonly Colour[]): number {
  let least = Infinity;
  for (const matrix of Object.values(VISION)) {
    const seen = colours.map(colour => lab(colour, matrix));
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1))
        least = Math.min(least, Math.hypot(...a.map((value, k) => value - b[k]!)));
    });
  }
  return least;
}

describe.each(THEMES)('series colours in $file', ({ file, key, manifest, least }) => {
  const css = readFileSync(new URL(`../webview/harness/themes/${file}.css`, import.meta.url), 'utf8');
  const variable = (name: string) => parse(new RegExp(`--vscode-${name}:\\s*(#\\w{6})`).exec(css)![1]!);
  const background = variable('editor-background');
  const ink = variable('editor-foreground');
  const mix = (i: 0 | 1 | 2) => 0.94 * background[i] + 0.06 * ink[i];
  const shade: Colour = [mix(0), mix(1), mix(2)];
  const colours = SERIES_COLOURS[key];

  test('are readable as text on the background and on a shaded phase', () => {
    for (const colour of colours.map(parse)) {
      expect(contrast(colour, background)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour, shade)).toBeGreaterThanOrEqual(4.45);
    }
  });

  test('can be told apart, also by people who see fewer colours', () => {
    expect(closest(colours.slice(0, 3).map(parse))).toBeGreaterThan(least.three);
    expect(closest(colours.map(parse))).toBeGreaterThan(least.all);
  });

  test('are what the manifest contributes', () => {
    const contributed = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      contributes: { colors: { id: string; defaults: Record<string, string> }[] };
    };
    const { colors } = contributed.contributes;
    colours.forEach((colour, i) => {
      const entry = colors.find(({ id }) => id === `loraDynamics.series${i + 1}`);
      expect(entry?.defaults[manifest]).toBe(colour);
    });
  });

  test('are the fallbacks of the style sheet', () => {
    const sheet = readFileSync(new URL('../../webview/style.css', import.meta.url), 'utf8').toLowerCase();
    for (const colour of colours) expect(sheet).toContain(colour.toLowerCase());
  });
});
