import { describe, expect, it, test } from '@jest/globals';
import { ASSIGNMENT_STATES, type AssignmentState, type Debrief } from '@izdeu/contracts';
import {
  assignmentSteps,
  decideAssignmentStatus,
  isActiveAssignment,
  isFinalAssignment,
  mayMoveAssignment,
  nextAssignmentStates,
  type AssignmentActor,
} from './assignment-machine.js';
import { DomainError } from './domain-error.js';

/** Written from the product's description, not from the table under test: c coordinator, t team. */
const LEGAL: Readonly<Record<string, 'c' | 't' | 'ct'>> = {
  'draft assigned': 'c',
  'assigned acknowledged': 'ct',
  'acknowledged en-route': 'ct',
  'en-route searching': 'ct',
  'searching paused': 'ct',
  'paused searching': 'ct',
  'searching returning': 'ct',
  'paused returning': 'ct',
  'returning debriefing': 'ct',
  'debriefing completed': 'ct',
  'debriefing incomplete': 'ct',
  'assigned refused': 't',
  'acknowledged refused': 't',
  'draft withdrawn': 'c',
  'assigned withdrawn': 'c',
  'acknowledged withdrawn': 'c',
  'en-route withdrawn': 'c',
  'searching withdrawn': 'c',
  'paused withdrawn': 'c',
  'returning withdrawn': 'c',
  'debriefing withdrawn': 'c',
};
const ACTORS: readonly AssignmentActor[] = ['coordinator', 'team'];
const debrief: Debrief = { searchedSharePercent: 60, estimatedPodPercent: 50 };

const isLegal = (actor: AssignmentActor, from: AssignmentState, to: AssignmentState): boolean =>
  (LEGAL[`${from} ${to}`] ?? '').includes(actor === 'team' ? 't' : 'c');

function refusalOf(act: () => void): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

const CASES = ACTORS.flatMap((actor) =>
  ASSIGNMENT_STATES.flatMap((from) => ASSIGNMENT_STATES.map((to) => [actor, from, to] as const)),
);

describe('assignment machine', () => {
  test.each(CASES)('%s: %s → %s', (actor, from, to) => {
    const move = () => decideAssignmentStatus({ from, to, actor, reason: 'because', debrief });
    expect(mayMoveAssignment(actor, from, to)).toBe(isLegal(actor, from, to));
    if (isLegal(actor, from, to)) {
      expect(move).not.toThrow();
    } else {
      const refusal = refusalOf(move);
      expect(refusal.code).toBe('ILLEGAL_TRANSITION');
      const allowed = ASSIGNMENT_STATES.filter((state) => isLegal(actor, from, state));
      expect(refusal.details).toMatchObject({ from, to });
      expect(new Set(refusal.details.allowed as string[])).toEqual(new Set(allowed));
    }
  });

  test.each(ASSIGNMENT_STATES.map((from) => [from]))(
    'next states of %s are those somebody may choose',
    (from) => {
      const expected = ASSIGNMENT_STATES.filter((to) => LEGAL[`${from} ${to}`] !== undefined);
      expect(new Set(nextAssignmentStates(from))).toEqual(new Set(expected));
    },
  );

  it.each([
    ['assigned', 'refused', 'team'],
    ['acknowledged', 'refused', 'team'],
    ['searching', 'withdrawn', 'coordinator'],
  ] as const)('%s → %s needs a reason', (from, to, actor) => {
    for (const reason of [undefined, null, '', '  \n']) {
      const refusal = refusalOf(() => decideAssignmentStatus({ from, to, actor, reason }));
      expect([refusal.code, refusal.details.field]).toEqual(['REFUSED', 'reason']);
    }
  });

  it.each(['completed', 'incomplete'] as const)('%s needs a debrief', (to) => {
    for (const missing of [undefined, null]) {
      const refusal = refusalOf(() =>
        decideAssignmentStatus({ from: 'debriefing', to, actor: 'team', debrief: missing }),
      );
      expect([refusal.code, refusal.details.field]).toEqual(['REFUSED', 'debrief']);
    }
  });

  it('takes a sector searched in full as completed only', () => {
    const whole = { ...debrief, searchedSharePercent: 100 };
    const move = { from: 'debriefing', actor: 'coordinator', debrief: whole } as const;
    expect(() => decideAssignmentStatus({ ...move, to: 'completed' })).not.toThrow();
    const refusal = refusalOf(() => decideAssignmentStatus({ ...move, to: 'incomplete' }));
    expect([refusal.code, refusal.details.field]).toEqual(['REFUSED', 'debrief.searchedSharePercent']);
  });

  it('tells an illegal move before a missing reason', () => {
    const refusal = refusalOf(() =>
      decideAssignmentStatus({ from: 'completed', to: 'withdrawn', actor: 'coordinator' }),
    );
    expect(refusal.code).toBe('ILLEGAL_TRANSITION');
    expect(refusal.details.allowed).toEqual([]);
  });

  it('holds a sector from assigned to debriefing', () => {
    const active = ASSIGNMENT_STATES.filter(isActiveAssignment);
    expect(active).toEqual([
      'assigned',
      'acknowledged',
      'en-route',
      'searching',
      'paused',
      'returning',
      'debriefing',
    ]);
    expect(ASSIGNMENT_STATES.filter(isFinalAssignment)).toEqual([
      'completed',
      'incomplete',
      'refused',
      'withdrawn',
    ]);
  });

  it('leads a team from assigned to completed by the main step alone', () => {
    const walked: AssignmentState[] = [];
    let state: AssignmentState | null = 'assigned';
    while (state !== null) {
      walked.push(state);
      state = assignmentSteps(state).main;
    }
    expect(walked).toEqual([
      'assigned',
      'acknowledged',
      'en-route',
      'searching',
      'returning',
      'debriefing',
      'completed',
    ]);
  });

  it('offers a team only what it may do itself', () => {
    expect(assignmentSteps('draft')).toEqual({ main: null, others: [] });
    expect(assignmentSteps('assigned')).toEqual({ main: 'acknowledged', others: ['refused'] });
    expect(assignmentSteps('searching')).toEqual({ main: 'returning', others: ['paused'] });
    expect(assignmentSteps('paused')).toEqual({ main: 'searching', others: ['returning'] });
    expect(assignmentSteps('withdrawn')).toEqual({ main: null, others: [] });
  });
});
