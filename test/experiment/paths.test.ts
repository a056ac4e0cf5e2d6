import { describe, expect, test } from 'vitest';
import { refusal } from '../../src/experiment/paths.ts';

const restricted = { folder: 'studies/lora', trusted: false };

describe('in Restricted Mode', () => {
  test.each([
    'weights.npz',
    './weights.npz',
    'data/w.npz',
    '../elsewhere/w.npz',
    '../../w.npz',
    'a/../../w.npz',
    '..data/w.npz',
  ])('%s is inside the workspace', path => expect(refusal(path, restricted)).toBeNull());

  test.each([
    ['/etc/passwd', 'absolute'],
    ['C:\\w.npz', 'absolute'],
    ['c:w.npz', 'absolute'],
    ['\\w.npz', 'absolute'],
    ['~/w.npz', 'absolute'],
    ['\\\\server\\share\\w.npz', 'network'],
    ['//server/share/w.npz', 'network'],
    ['\\/server/w.npz', 'network'],
    ['../../../w.npz', 'outside'],
    ['..\\..\\..\\w.npz', 'outside'],
    ['a/../../../../studies/lora/w.npz', 'outside'],
    ['.. /.. /.. /w.npz', 'outside'],
  ])('%s is refused', (path, reason) => {
    expect(refusal(path, restricted)).toContain(reason);
  });

  test('outside any workspace nothing is inside it', () => {
    expect(refusal('w.npz', { folder: null, trusted: false })).toContain('outside');
  });
});

test('trusted, absolute paths are read, and nonsense is not', () => {
  const trusted = { folder: null, trusted: true };
  expect(refusal('/data/w.npz', trusted)).toBeNull();
  expect(refusal('../../../w.npz', trusted)).toBeNull();
  expect(refusal('https://example.org/w.npz', trusted)).toContain('URI');
  expect(refusal('file:///data/w.npz', trusted)).toContain('URI');
  expect(refusal('a\0b', trusted)).toContain('null');
  expect(refusal('  ', trusted)).toContain('empty');
});
