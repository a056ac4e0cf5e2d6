import { describe, expect, test } from 'vitest';
import {
  chooseMetrics,
  columnKeys,
  columnsOf,
  defaultMetricKeys,
  metricOfColumn,
  metrics,
  optionalMetricKeys,
  seriesInfo,
} from '../../../src/engine/metric/registry.ts';

const shape = { dims: { m: 5, h: 7, n: 6 }, rank1: 2, rank2: 2, targets: 3 };

describe('the registry of metrics', () => {
  test('has the default columns', () => {
    expect(columnsOf(chooseMetrics([]), shape, true).map(info => info.key)).toEqual([
      't',
      'step',
      'loss',
      'alignment',
      'alignment2',
      'signal',
      'noise',
      'normZ1',
      'normZ2',
      'drift',
      'rate',
    ]);
    expect([...defaultMetricKeys, ...optionalMetricKeys]).toHaveLength(metrics.length);
  });

  test('names each column once, and explains it', () => {
    const columns = columnsOf(metrics, shape, true);
    expect(new Set(columns.map(info => info.key)).size).toBe(columns.length);
    for (const info of columns) {
      expect(info.help.length).toBeGreaterThan(20);
      expect(info.help).not.toMatch(/\\|\$/);
      expect(info.symbol).not.toBe('');
    }
  });

  test('finds every column of a stored trajectory again, numbered ones too', () => {
    for (const info of columnsOf(metrics, shape, true)) {
      expect(seriesInfo(info.key)?.key).toBe(info.key);
      expect(seriesInfo(info.key)?.label).toBe(info.label);
    }
    expect(seriesInfo('svF.12')?.label).toMatch(/12/);
    expect(seriesInfo('uFv.12.3')).toMatchObject({ key: 'uFv.12.3', scale: 'log' });
    expect(seriesInfo('nonsense')).toBeUndefined();
    expect(['svF.7', 'uFv.3.2', 'noiseRow', 'nonsense.1'].map(metricOfColumn)).toEqual([
      'svF',
      'uFv',
      'noiseBlocks',
      undefined,
    ]);
    expect(columnKeys.filter(key => key.startsWith('uFv'))).toEqual(['uFv.1.1']);
  });
});
