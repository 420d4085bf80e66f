import { FINAL_ASSIGNMENT_STATES, type AssignmentState, type Debrief } from '@izdeu/contracts';
import { DomainError } from './domain-error.js';

/** Who moves an assignment: its own team, or the coordinator, who may also act for a team without signal. */
export type AssignmentActor = 'coordinator' | 'team';

/** Every legal move, by state. The order matters: the team's main next step comes first. */
const NEXT_STATES: Readonly<Record<AssignmentState, readonly AssignmentState[]>> = {
  draft: ['assigned', 'withdrawn'],
  assigned: ['acknowledged', 'refused', 'withdrawn'],
  acknowledged: ['en-route', 'refused', 'withdrawn'],
  'en-route': ['searching', 'withdrawn'],
  searching: ['returning', 'paused', 'withdrawn'],
  paused: ['searching', 'returning', 'withdrawn'],
  returning: ['debriefing', 'withdrawn'],
  debriefing: ['completed', 'incomplete', 'withdrawn'],
  completed: [],
  incomplete: [],
  refused: [],
  withdrawn: [],
};

/** Moves that explain themselves to the other side. */
const NEEDS_REASON: readonly AssignmentState[] = ['refused', 'withdrawn'];

/** Moves that close a pass, and so carry what was searched and how well. */
const NEEDS_DEBRIEF: readonly AssignmentState[] = ['completed', 'incomplete'];

export function nextAssignmentStates(from: AssignmentState): readonly AssignmentState[] {
  return NEXT_STATES[from];
}

/**
 * Whether this actor may make this move. Publishing a draft and withdrawing are the coordinator's,
 * refusing is the team's own word, everything between either may report.
 */
export function mayMoveAssignment(
  actor: AssignmentActor,
  from: AssignmentState,
  to: AssignmentState,
): boolean {
  if (!NEXT_STATES[from].includes(to)) return false;
  if (to === 'refused') return actor === 'team';
  if (from === 'draft' || to === 'withdrawn') return actor === 'coordinator';
  return true;
}

export interface AssignmentMove {
  readonly from: AssignmentState;
  readonly to: AssignmentState;
  readonly actor: AssignmentActor;
  readonly reason?: string | null;
  readonly debrief?: Debrief | null;
}

/** Refuses a move that the machine, the actor, a missing reason or a missing debrief forbids. */
export function decideAssignmentStatus({ from, to, actor, reason, debrief }: AssignmentMove): void {
  if (!mayMoveAssignment(actor, from, to)) {
    const allowed = NEXT_STATES[from].filter((state) => mayMoveAssignment(actor, from, state));
    throw new DomainError('ILLEGAL_TRANSITION', `an assignment does not go from ${from} to ${to}`, {
      field: 'to',
      from,
      to,
      allowed,
    });
  }
  if (NEEDS_REASON.includes(to) && isBlank(reason)) {
    throw new DomainError('REFUSED', `a reason is required for ${to}`, { field: 'reason' });
  }
  if (NEEDS_DEBRIEF.includes(to)) requireDebrief(to, debrief);
}

function requireDebrief(to: AssignmentState, debrief: Debrief | null | undefined): void {
  if (debrief == null) {
    throw new DomainError('REFUSED', `a debrief is required for ${to}`, { field: 'debrief' });
  }
  if (to === 'incomplete' && debrief.searchedSharePercent >= 100) {
    throw new DomainError('REFUSED', 'a sector searched in full is completed, not incomplete', {
      field: 'debrief.searchedSharePercent',
    });
  }
}

/** Whether the assignment never moves again. */
export function isFinalAssignment(state: AssignmentState): boolean {
  return FINAL_ASSIGNMENT_STATES.includes(state);
}

/** Whether the assignment holds its sector and its team: a draft does not yet, a final one no longer. */
export function isActiveAssignment(state: AssignmentState): boolean {
  return state !== 'draft' && !isFinalAssignment(state);
}

export interface AssignmentSteps {
  /** What the one big button of the field view does; null when the team has nothing to do. */
  readonly main: AssignmentState | null;
  /** The team's other moves, for the small buttons. */
  readonly others: readonly AssignmentState[];
}

/** The steps a team may take itself, the ordinary one apart from the rest. */
export function assignmentSteps(state: AssignmentState): AssignmentSteps {
  const [main = null, ...others] = NEXT_STATES[state].filter((to) => mayMoveAssignment('team', state, to));
  return { main, others };
}

function isBlank(value: string | null | undefined): boolean {
  return value == null || value.trim() === '';
}
