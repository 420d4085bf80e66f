import type { GridAlphabet, GridDefinition, GridLetterAxis } from '@izdeu/contracts';

/** Russian letters without those misheard on the radio or absent at the start of words: Ё, Й, Ъ, Ы, Ь. */
const LETTERS: Record<GridAlphabet, string> = {
  cyrillic: 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ',
  latin: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
};

/** Latin capitals and the Cyrillic ones they cannot be told from on paper, place by place. */
const LATIN_TWINS = 'ABCEHKMOPTXY';
const CYRILLIC_TWINS = 'АВСЕНКМОРТХУ';

/** А, Б … Я, АА, АБ …: bijective numeration, so every index has one spelling and no letter means zero. */
export function lettersOf(index: number, alphabet: GridAlphabet): string {
  const letters = LETTERS[alphabet];
  let text = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / letters.length)) {
    text = letters.charAt((rest - 1) % letters.length) + text;
  }
  return text;
}

/** Inverse of `lettersOf`; null for a letter outside of the alphabet. */
export function letterIndexOf(text: string, alphabet: GridAlphabet): number | null {
  const letters = LETTERS[alphabet];
  let value = 0;
  for (const letter of text) {
    const digit = letters.indexOf(letter);
    if (digit < 0) return null;
    value = value * letters.length + digit + 1;
  }
  return value === 0 ? null : value - 1;
}

/** Name of a square, `А3`; rows count from the north, columns from the west. */
export function cellLabel(
  row: number,
  column: number,
  alphabet: GridAlphabet,
  letterAxis: GridLetterAxis,
): string {
  const [lettered, numbered] = letterAxis === 'rows' ? [row, column] : [column, row];
  return `${lettersOf(lettered, alphabet)}${numbered + 1}`;
}

/** A square is searched in nine parts; the digit goes after a dash: `А3-7`. */
export const SUB_CELLS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type SubCell = (typeof SUB_CELLS)[number];

export function subCellLabel(label: string, subCell: SubCell): string {
  return `${label}-${subCell}`;
}

/** The snail: 1 at the top left, clockwise to 8, 9 in the middle; [row, column] in the 3 × 3 of a square. */
const SNAIL: Record<SubCell, readonly [row: number, column: number]> = {
  1: [0, 0],
  2: [0, 1],
  3: [0, 2],
  4: [1, 2],
  5: [2, 2],
  6: [2, 1],
  7: [2, 0],
  8: [1, 0],
  9: [1, 1],
};

/** Where a ninth lies in its square, [row, column] from the north-west, each 0 to 2. */
export function subCellPosition(subCell: SubCell): readonly [row: number, column: number] {
  return SNAIL[subCell];
}

function fold(text: string, from: string, to: string): string {
  return Array.from(text, (letter) => {
    const place = from.indexOf(letter);
    return place < 0 ? letter : to.charAt(place);
  }).join('');
}

function tidy(label: string): string {
  return label
    .normalize('NFC')
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/(^|\D)0+(?=\d)/g, '$1');
}

/**
 * The form labels are compared in: capitals, no spaces or leading zeros, one dash, Latin twins made Cyrillic.
 * Different labels of one grid stay different, since within one alphabet no two letters fold together.
 */
export function normaliseLabel(label: string): string {
  return fold(tidy(label), LATIN_TWINS, CYRILLIC_TWINS);
}

export interface CellReference {
  readonly row: number;
  readonly column: number;
  readonly subCell: SubCell | null;
}

/** What a typed label names in a grid, whichever keyboard it was typed on; null when nothing there. */
export function parseCellLabel(
  label: string,
  grid: Pick<GridDefinition, 'rows' | 'columns' | 'alphabet' | 'letterAxis'>,
): CellReference | null {
  const own =
    grid.alphabet === 'cyrillic' ? normaliseLabel(label) : fold(tidy(label), CYRILLIC_TWINS, LATIN_TWINS);
  const match = /^(\p{Lu}{1,4})(\d{1,6})(?:-([1-9]))?$/u.exec(own);
  const [, letters = '', digits = '', part] = match ?? [];
  const lettered = letterIndexOf(letters, grid.alphabet);
  if (match === null || lettered === null) return null;
  const numbered = Number(digits) - 1;
  const [row, column] = grid.letterAxis === 'rows' ? [lettered, numbered] : [numbered, lettered];
  if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns) return null;
  return { row, column, subCell: SUB_CELLS.find((subCell) => String(subCell) === part) ?? null };
}
