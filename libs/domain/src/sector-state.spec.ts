import { describe, expect, it, test } from '@jest/globals';
import { ASSIGNMENT_STATES, type AssignmentState, type SectorState } from '@izdeu/contracts';
import { INCOMPLETE_BELOW_POD, sectorStateOf } from './sector-state.js';

const covered = (cumulativePod: number, passes = 1) => ({
  sectorId: 's',
  passes,
  cumulativePod,
  lastPassAt: '2026-01-10T10:00:00.000Z',
});

const SHOWN: Readonly<Record<AssignmentState, SectorState>> = {
  draft: 'unsearched',
  assigned: 'assigned',
  acknowledged: 'assigned',
  'en-route': 'en-route',
  searching: 'searching',
  paused: 'searching',
  returning: 'searching',
  debriefing: 'searching',
  completed: 'unsearched',
  incomplete: 'unsearched',
  refused: 'unsearched',
  withdrawn: 'unsearched',
};
const ORDER: readonly SectorState[] = ['unsearched', 'assigned', 'en-route', 'searching'];

describe('sector state', () => {
  test.each(ASSIGNMENT_STATES.map((state) => [state, SHOWN[state]] as const))(
    'a %s assignment shows as %s',
    (state, shown) => {
      expect(sectorStateOf([{ state }], undefined)).toBe(shown);
      expect(sectorStateOf([{ state }], covered(0.8))).toBe(shown === 'unsearched' ? 'searched' : shown);
    },
  );

  test.each(ASSIGNMENT_STATES.flatMap((one) => ASSIGNMENT_STATES.map((other) => [one, other] as const)))(
    'of %s and %s the more advanced wins',
    (one, other) => {
      const further = Math.max(ORDER.indexOf(SHOWN[one]), ORDER.indexOf(SHOWN[other]));
      expect(sectorStateOf([{ state: one }, { state: other }], undefined)).toBe(ORDER[further]);
    },
  );

  it('is derived from the passes when nobody holds the sector', () => {
    expect(sectorStateOf([], undefined)).toBe('unsearched');
    expect(sectorStateOf([], covered(0, 0))).toBe('unsearched');
    expect(sectorStateOf([], covered(0))).toBe('incomplete');
    expect(sectorStateOf([], covered(INCOMPLETE_BELOW_POD - 1e-9))).toBe('incomplete');
    expect(sectorStateOf([], covered(INCOMPLETE_BELOW_POD))).toBe('searched');
  });
});
