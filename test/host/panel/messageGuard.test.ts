import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FromPanel } from '../../../src/protocol/panel.ts';
import { parseFromPanel } from '../../../src/host/panel/messageGuard.ts';

const messages: readonly FromPanel[] = [
  { type: 'ready', version: '1' },
  { type: 'drawn' },
  { type: 'intent', intent: { type: 'run' } },
  { type: 'intent', intent: { type: 'stop' } },
  { type: 'intent', intent: { type: 'showFile', line: 4 } },
  { type: 'intent', intent: { type: 'showLog' } },
  { type: 'intent', intent: { type: 'resume' } },
  { type: 'intent', intent: { type: 'cancelRun', run: 3 } },
  { type: 'intent', intent: { type: 'export', what: 'npz' } },
  { type: 'intent', intent: { type: 'export', what: 'commandLine' } },
  { type: 'lines', request: 1, variants: ['all'], series: ['loss'] },
  { type: 'matrix', request: 4, variant: 'all' },
  { type: 'rates', request: 5, series: ['loss'], intervals: [{ variant: 'all', from: 0, to: 1 }] },
  { type: 'whatIf', request: 6, variant: 'all', changes: { 'adapter.rank': 2 } },
  { type: 'intent', intent: { type: 'writeWhatIf' } },
  { type: 'save', request: 2, name: 'figure.svg', kind: 'svg', content: '<svg/>' },
  { type: 'save', request: 3, name: 'figure.png', kind: 'png', content: new Uint8Array([1, 2]) },
  { type: 'save', request: 3, name: 'figure.vl.json', kind: 'json', content: '{}' },
  { type: 'copy', text: 'numbers' },
  { type: 'error', message: 'it broke' },
];

describe('a fix', () => {
  it('is asked for by its id alone', () => {
    const intent = { type: 'applyFix', fix: 'adapter.rank=2;0' };
    expect(parseFromPanel({ type: 'intent', intent: { ...intent, text: 'rm' } })).toEqual({
      type: 'intent',
      intent,
    });
    expect(parseFromPanel({ type: 'intent', intent: { type: 'applyFix', fix: 3 } })).toBeNull();
    expect(
      parseFromPanel({ type: 'intent', intent: { type: 'applyFix', fix: 'x'.repeat(1001) } }),
    ).toBeNull();
  });
});

describe('messages of a panel', () => {
  it.each(messages)('are taken as they are: %j', message => {
    expect(parseFromPanel(structuredClone(message))).toEqual(message);
  });

  it.each(messages)('lose what does not belong to them: %j', message => {
    expect(parseFromPanel({ ...message, extra: 'x' })).toEqual(message);
  });

  it.each([
    null,
    'ready',
    [],
    {},
    { type: 'ready' },
    { type: 'intent' },
    { type: 'intent', intent: { type: 'eval', code: 'x' } },
    { type: 'intent', intent: { type: 'export', what: 'weights' } },
    { type: 'intent', intent: { type: 'showFile', line: -1 } },
    { type: 'intent', intent: { type: 'showFile', line: 1.5 } },
    { type: 'lines', request: 1, variants: 'all', series: [] },
    { type: 'lines', request: 1, variants: [1], series: [] },
    { type: 'save', request: 1, name: 'x', kind: 'exe', content: '' },
    { type: 'save', request: 1, name: 'x', kind: 'svg', content: { length: 3 } },
    { type: 'copy', text: 3 },
    { type: 'whatIf', request: 1, variant: 'all', changes: { 'adapter.rank': '2' } },
    { type: 'whatIf', request: 1, variant: 'all', changes: { 'adapter.rank': Number.NaN } },
    { type: 'whatIf', request: 1, variant: 'all', changes: [] },
    { type: 'launch' },
  ])('are dropped where they are not ones: %j', message => {
    expect(parseFromPanel(message)).toBeNull();
  });

  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), raw => {
        expect(() => parseFromPanel(raw)).not.toThrow();
      }),
    );
  });
});
