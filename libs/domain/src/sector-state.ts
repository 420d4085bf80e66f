import type { Assignment, AssignmentState, SectorCoverage, SectorState } from '@izdeu/contracts';
import type { IncidentState } from './incident-fold.js';

/**
 * Below this cumulative POD a sector that was passed is shown as incomplete: more likely missed than seen.
 * Coverage keeps no searched share, but a partial pass lowers its POD by that share. House value, not published.
 */
export const INCOMPLETE_BELOW_POD = 0.5;

/** How an assignment shows on its sector; a draft and a finished one do not. */
const SHOWN_AS: Readonly<Partial<Record<AssignmentState, SectorState>>> = {
  assigned: 'assigned',
  acknowledged: 'assigned',
  'en-route': 'en-route',
  searching: 'searching',
  paused: 'searching',
  returning: 'searching',
  debriefing: 'searching',
};

/** Advancement of an active assignment; the most advanced one wins. */
const RANK: Readonly<Partial<Record<SectorState, number>>> = { assigned: 1, 'en-route': 2, searching: 3 };

const rank = (state: SectorState | undefined): number => (state === undefined ? 0 : (RANK[state] ?? 0));

/** How a sector stands: by its most advanced active assignment, else by what was searched of it. */
export function sectorStateOf(
  assignments: Iterable<Pick<Assignment, 'state'>>,
  coverage: SectorCoverage | undefined,
): SectorState {
  let best: SectorState | undefined;
  for (const { state } of assignments) {
    const shown = SHOWN_AS[state];
    if (rank(shown) > rank(best)) best = shown;
  }
  return best ?? coveredState(coverage);
}

function coveredState(coverage: SectorCoverage | undefined): SectorState {
  if (coverage === undefined || coverage.passes === 0) return 'unsearched';
  return coverage.cumulativePod < INCOMPLETE_BELOW_POD ? 'incomplete' : 'searched';
}

/** States of all sectors that are not `unsearched`, in one sweep over assignments and coverage. */
export function sectorStates(state: IncidentState): Map<string, SectorState> {
  const states = new Map<string, SectorState>();
  for (const [sectorId, coverage] of state.coverage) {
    const covered = coveredState(coverage);
    if (covered !== 'unsearched') states.set(sectorId, covered);
  }
  for (const assignment of state.assignments.values()) {
    const shown = SHOWN_AS[assignment.state];
    if (shown !== undefined && rank(shown) > rank(states.get(assignment.sectorId))) {
      states.set(assignment.sectorId, shown);
    }
  }
  return states;
}
