import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './sourceFile.ts';

const LIMIT = 300;

/** Tables of numbers and registries of settings, which read no better in two files. */
const tables: readonly string[] = [];

const files = sourceFiles('src', 'webview', 'scripts', 'bench', 'test');
const shipped = files.filter(({ path }) => /^(src|webview)\//.test(path));

describe('rooms', () => {
  it('are small', () => {
    const large = shipped.filter(({ path, lines }) => lines > LIMIT && !tables.includes(path));
    expect(large.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });

  it('are named for what is in them', () => {
    const vague = /^(utils?|helpers?|common|misc|shared|index|types)\b/i;
    expect(files.map(({ path }) => path).filter(path => vague.test(basename(path)))).toEqual([]);
    const folders = [...new Set(files.map(({ path }) => dirname(path)))];
    expect(
      folders.filter(folder => folder.split('/').some(name => /^(utils?|helpers?|common|misc)$/i.test(name))),
    ).toEqual([]);
  });

  it('export by name', () => {
    expect(files.filter(file => file.defaultExport).map(({ path }) => path)).toEqual([]);
  });

  it('hold something of their own: no file only passes others’ exports on', () => {
    expect(shipped.filter(file => file.reexports).map(({ path }) => path)).toEqual([]);
  });

  it('switch no check off', () => {
    const off = /@ts-ignore|@ts-nocheck|@ts-expect-error|eslint-disable|prettier-ignore|as unknown as/;
    const self = 'test/architecture/rooms.test.ts';
    expect(files.filter(({ path, text }) => path !== self && off.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it('promise nothing for later', () => {
    expect(
      shipped.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });
});
