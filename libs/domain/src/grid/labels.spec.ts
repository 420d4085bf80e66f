import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cellLabel,
  letterIndexOf,
  lettersOf,
  normaliseLabel,
  parseCellLabel,
  subCellLabel,
  subCellPosition,
} from './labels.js';

const alphabet = fc.constantFrom('cyrillic' as const, 'latin' as const);
const axis = fc.constantFrom('rows' as const, 'columns' as const);

describe('labels', () => {
  it('counts А to Я without Ё Й Ъ Ы Ь, then АА', () => {
    const letters = Array.from({ length: 29 }, (_, index) => lettersOf(index, 'cyrillic'));
    expect(letters.join(' ')).toBe('А Б В Г Д Е Ж З И К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я АА');
    expect([0, 25, 26, 27, 702].map((index) => lettersOf(index, 'latin'))).toEqual([
      'A',
      'Z',
      'AA',
      'AB',
      'AAA',
    ]);
  });

  it('reads letters back', () => {
    fc.assert(
      fc.property(fc.nat(400_000), alphabet, (index, letters) => {
        expect(letterIndexOf(lettersOf(index, letters), letters)).toBe(index);
      }),
    );
    expect(letterIndexOf('Ё', 'cyrillic')).toBeNull();
    expect(letterIndexOf('', 'latin')).toBeNull();
  });

  it('puts letters on the chosen axis', () => {
    expect(cellLabel(0, 2, 'cyrillic', 'rows')).toBe('А3');
    expect(cellLabel(0, 2, 'cyrillic', 'columns')).toBe('В1');
    expect(subCellLabel('А3', 7)).toBe('А3-7');
    expect(([1, 3, 5, 7, 9] as const).map(subCellPosition)).toEqual([
      [0, 0],
      [0, 2],
      [2, 2],
      [2, 0],
      [1, 1],
    ]);
  });

  it('finds a label typed on the other keyboard', () => {
    expect(normaliseLabel(' b-3 ')).toBe('В-3');
    expect(normaliseLabel('A 03 – 7')).toBe(normaliseLabel('а3-7'));
    const grid = { rows: 40, columns: 40, alphabet: 'cyrillic', letterAxis: 'rows' } as const;
    expect(parseCellLabel('b3-7', grid)).toEqual({ row: 2, column: 2, subCell: 7 });
    expect(parseCellLabel('с1', { ...grid, alphabet: 'latin' })).toEqual({
      row: 2,
      column: 0,
      subCell: null,
    });
    for (const text of ['', 'А', '3', 'А0', 'А41', 'Ё1', 'А3-0', 'А3-10'])
      expect(parseCellLabel(text, grid)).toBeNull();
  });

  it('never folds two labels of one grid together, and parses each', () => {
    const place = fc.nat(199);
    fc.assert(
      fc.property(place, place, place, place, alphabet, axis, (r1, c1, r2, c2, letters, letterAxis) => {
        const [a, b] = [cellLabel(r1, c1, letters, letterAxis), cellLabel(r2, c2, letters, letterAxis)];
        expect(normaliseLabel(a) === normaliseLabel(b)).toBe(r1 === r2 && c1 === c2);
        const grid = { rows: 200, columns: 200, alphabet: letters, letterAxis };
        expect(parseCellLabel(normaliseLabel(a), grid)).toEqual({ row: r1, column: c1, subCell: null });
      }),
    );
  });
});
