import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkExample, readExamples } from './worked-example.js';

const file = join(import.meta.dirname, '../../../../test/fixtures/search-theory/golden-search-theory.json');
const examples = readExamples(JSON.parse(readFileSync(file, 'utf8')));
const named = (part: string) => {
  const found = examples.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`no example ${part}`);
  return found;
};
const status = (name: string, inputs: Record<string, unknown>, expected: Record<string, unknown>) =>
  checkExample({ name, inputs, expected, tolerance: 1e-6 }).status;

describe('published and recomputed examples', () => {
  it('are all there', () => expect(examples).toHaveLength(41));

  it.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const result = checkExample(example);
    expect(result).toMatchObject({ status: 'ok' });
  });

  it.each(examples.map((example) => [example.name, example] as const))('%s: not by chance', (_, example) => {
    const shift = (value: unknown): unknown => {
      if (typeof value === 'number') return value * 1.5 + 1;
      if (Array.isArray(value)) return value.map(shift);
      return `${String(value)}?`;
    };
    const expected = Object.fromEntries(
      Object.entries(example.expected).map(([key, value]) => [key, shift(value)]),
    );
    expect(checkExample({ ...example, expected }).status).toBe('differs');
  });
});

describe('warnings', () => {
  it('refuse a result that is what the wrong formula gives', () => {
    const example = named('Cumulative POD 3 SRU');
    expect(checkExample(example).got).toEqual({
      podCum: expect.closeTo(0.91),
      wrongPrintedFormula: 'not used',
    });
    expect(checkExample({ ...example, expected: { podCum: 0.91, wrongPrintedFormula: 0.91 } }).status).toBe(
      'differs',
    );
  });

  it('hold for the shift that only moves POS about', () => {
    const inputs = { poa: [0.4, 0.35, 0.25], pod: [0.7, 0, 0] };
    expect(status('IGT4SAR', inputs, { igt4sar: [0.12, 0.49, 0.39], bayes: [1 / 6, 35 / 72, 25 / 72] })).toBe(
      'ok',
    );
    expect(status('IGT4SAR', inputs, { poa: [0.12, 0.49, 0.39] })).toBe('differs');
  });
});

describe('kinds beyond the file', () => {
  const poa = [0.3, 0.35, 0.2];
  const [A, B] = [
    [0.5, 0.5, 0.7],
    [0.4, 0.35, 0.55],
  ];

  it.each([
    ['whole teams', { poa, row: 0.15, A, B }, { best: 'A->2, B->1', pos: 0.295 }],
    ['whole teams', { poa, pod: { A, B } }, { assignment: { A: 2, B: 1 }, pos: 0.295 }],
    [
      'nobody can search',
      { effectiveness: [8, 0, 0, 0], poc: [0, 7, 0, 5], totalTime: 0.5 },
      { time: [0, 0, 0, 0] },
    ],
    ['split', { regionPOA: 0.4, segArea: 2, regionArea: 8 }, { poa: 0.1 }],
    ['merge', { poa: [0.2, 0.1], podCum: [0.5, 0.2] }, { poa: 0.3, podCum: 0.4 }],
    [
      'Mattson',
      {
        votes: [
          [40, 40, 20],
          [60, 20, 20],
        ],
      },
      { poa: [0.5, 0.3, 0.2] },
    ],
    ['Rossmo', { r: 0.1 }, { R: 0.8 }],
    ['largest area', { W_m: 120, v_kmh: 2.5, n: 5, T_h: 4, C: 1 }, { A_km2: 6 }],
    ['visibility', { rd_m: 30, visibility: 'low' }, { w_m: 33 }],
    ['refusal', { poa: [0, 0], pod: [0.5, 0] }, { error: 'REFUSED' }],
  ])('%s', (name, inputs, expected) => expect(status(name, inputs, expected)).toBe('ok'));

  it('are unknown when no formula covers them, never passed over', () => {
    expect(status('tide', { moon: 1 }, { height: 2 })).toBe('unknown');
    expect(status('half known', { coverage: 1 }, { pod: 0.6321205588, height: 2 })).toBe('unknown');
    expect(status('nothing expected', { coverage: 1 }, {})).toBe('unknown');
    expect(readExamples([null, {}]).map((example) => checkExample(example))).toMatchObject([
      { name: 'case 1', status: 'unknown' },
      { name: 'case 2', status: 'unknown' },
    ]);
  });

  it('say which field was refused', () => {
    const result = checkExample({ name: 'area', inputs: { Z: 1, A: 0 }, expected: { C: 1 } });
    expect(result).toMatchObject({ status: 'refused', got: { refused: 'areaKm2' } });
  });
});
