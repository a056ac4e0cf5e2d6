import { describe, expect, it } from 'vitest';
import { charactersOf, countsOf, MOST_CHARACTERS } from '../../../../src/engine/dataset/text/characters.ts';
import { builtInDescription } from '../../../../src/engine/dataset/text/description.ts';
import { packedText } from '../../../../src/engine/dataset/text/packedText.ts';
import { characterOf, classesOf, vocabularyOf } from '../../../../src/engine/dataset/text/vocabulary.ts';
import { leastLength, partsOf, windowCount, windowsOf } from '../../../../src/engine/dataset/text/windows.ts';

const written = (text: string) => String.fromCodePoint(...charactersOf(text).codes);

describe('characters of a text', () => {
  it('are code points, with ends of lines and blanks of one kind', () => {
    expect(written('a\r\nb\rc\n\nd')).toBe('a\nb\nc\n\nd');
    expect(written('  if (x)\t \treturn;')).toBe(' if (x) return;');
    expect(charactersOf('σ😀').codes).toEqual(Int32Array.of(0x3c3, 0x1f600));
  });

  it('are counted beyond those that are read', () => {
    const { codes, length } = charactersOf('ab'.repeat(MOST_CHARACTERS));
    expect(codes.length).toBe(MOST_CHARACTERS);
    expect(length).toBe(2 * MOST_CHARACTERS);
  });

  it.each(['prose', 'code'] as const)('of the %s that ships are those of its description', kind => {
    const text = packedText(kind);
    const { read, length, counts } = builtInDescription(kind);
    expect([text.codes.length, text.length]).toEqual([read, length]);
    expect(new Map([...countsOf(text)].sort(([a], [b]) => a - b))).toEqual(counts);
  });
});

describe('a vocabulary', () => {
  const counts = countsOf(charactersOf('Abba cab!'));

  it('has every character where there is room, and none twice', () => {
    const { codes, other, size } = vocabularyOf([counts, counts], 10, false);
    expect(String.fromCodePoint(...codes)).toBe(' !Aabc');
    expect([other, size]).toEqual([false, 6]);
  });

  it('has one class for the rarest where there is none', () => {
    // a and b thrice; of the others, once each, the lowest code point
    const small = vocabularyOf([counts], 4, true);
    expect(String.fromCodePoint(...small.codes)).toBe(' ab');
    expect([small.other, small.size]).toEqual([true, 4]);
    const classes = classesOf(charactersOf('Ab!z').codes, small, true);
    expect(classes).toEqual(Int32Array.of(1, 2, 3, 3));
    expect(Array.from(classes, own => characterOf(small, own)).join('')).toBe('ab□□');
  });
});

describe('windows', () => {
  const classes = Int32Array.from({ length: 60 }, (_, i) => i);

  it('are contexts as ones, and the character that follows', () => {
    const { ones, labels, count } = windowsOf(
      classes,
      { from: 3, to: 8 },
      { context: 2, classes: 60, count: 9 },
    );
    expect(count).toBe(3);
    expect(ones).toEqual(Int32Array.of(3, 64, 4, 65, 5, 66));
    expect(labels).toEqual(Int32Array.of(5, 6, 7));
  });

  it('are spread evenly over their part where fewer are asked for', () => {
    const { labels } = windowsOf(classes, { from: 0, to: 60 }, { context: 4, classes: 60, count: 7 });
    expect(labels).toEqual(Int32Array.of(4, 12, 20, 28, 36, 44, 52));
  });

  it('of training have no character of those that are tested', () => {
    const { train, test } = partsOf(classes.length);
    expect(train.to).toBe(test.from);
    const size = { context: 5, classes: 60, count: 1000 };
    const learned = windowsOf(classes, train, size);
    const tested = windowsOf(classes, test, size);
    expect(learned.count + tested.count).toBe(60 - 2 * 5);
    expect(Math.max(...learned.labels)).toBe(47);
    expect(Math.min(...tested.ones)).toBe(48);
  });

  it('are in both parts of the shortest text, and not of a shorter one', () => {
    for (const context of [1, 5, 32]) {
      const least = leastLength(context);
      const count = (length: number) => windowCount(partsOf(length).test, context);
      expect([count(least), count(least - 1)]).toEqual([1, 0]);
      expect(windowCount(partsOf(least).train, context)).toBeGreaterThan(0);
    }
  });
});
