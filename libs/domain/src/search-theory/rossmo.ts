import { nonNegative, refuse } from './accepted-number.js';

/**
 * Rossmo's r: share of cells with a higher probability than the one of the find, and half the share with an equal
 * one, the find's own cell among them.
 */
export function rossmoShare(cells: ArrayLike<number>, findIndex: number): number {
  const found = cells[findIndex];
  if (found === undefined) return refuse('findIndex', 'the find must lie in a cell of the map');
  nonNegative(`cells[${findIndex}]`, found);
  let [higher, equal] = [0, 0];
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? 0;
    if (cell > found) higher += 1;
    else if (cell === found) equal += 1;
    else if (!(cell >= 0)) refuse(`cells[${index}]`, `cells[${index}] must be a probability`);
  }
  return (higher + equal / 2) / cells.length;
}

/** R = 1 - 2r: 1 perfect, 0 chance, -1 worst (Sava, Twardy, Koester, Sonwalkar 2016, doi 10.1111/tgis.12143). */
export function rossmoScore(share: number): number {
  return 1 - 2 * share;
}
