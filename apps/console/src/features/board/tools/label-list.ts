import type { Assignment } from '@izdeu/contracts';
import type { Translate } from '../../../i18n/use-t.js';

const LABELS_SHOWN = 12;

/** Labels of sectors in the order people read them; of very many the first ones and how many more. */
export function labelList(labels: readonly string[], t: Translate): string {
  const sorted = [...labels].sort((left, right) => left.localeCompare(right, undefined, { numeric: true }));
  const rest = sorted.length - LABELS_SHOWN;
  const shown = sorted.slice(0, LABELS_SHOWN).join(', ');
  return rest > 0 ? `${shown}, ${t('assign.moreSectors', { count: rest })}` : shown;
}

/** "Б3, Б4 → Дос-1" */
export const assignedWords = (
  assignments: readonly Pick<Assignment, 'sectorLabel' | 'teamCallSign'>[],
  t: Translate,
): string =>
  `${labelList(
    assignments.map((one) => one.sectorLabel),
    t,
  )} → ${assignments[0]?.teamCallSign ?? ''}`;
