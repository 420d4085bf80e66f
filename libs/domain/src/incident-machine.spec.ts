import { describe, expect, it, test } from '@jest/globals';
import { INCIDENT_STATES } from '@izdeu/contracts';
import { DomainError } from './domain-error.js';
import { decideIncidentState, nextIncidentStates, type IncidentMove } from './incident-machine.js';

const LEGAL = new Set([
  'opened active',
  'opened suspended',
  'opened closed',
  'active suspended',
  'active closed',
  'suspended active',
  'suspended closed',
  'closed active',
]);

const quiet = { reason: 'because', activeAssignments: 0, unresolvedPersons: 0, isSupervisor: false };
const PAIRS = INCIDENT_STATES.flatMap((from) => INCIDENT_STATES.map((to) => [from, to] as const));

function refusalOf(move: IncidentMove): DomainError | null {
  try {
    decideIncidentState(move);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

describe('incident machine', () => {
  test.each(PAIRS)('%s → %s', (from, to) => {
    const refusal = refusalOf({ ...quiet, from, to });
    const legal = LEGAL.has(`${from} ${to}`);
    expect(nextIncidentStates(from).includes(to)).toBe(legal);
    expect(refusal?.code).toBe(legal ? undefined : 'ILLEGAL_TRANSITION');
    if (refusal !== null) {
      const allowed = INCIDENT_STATES.filter((state) => LEGAL.has(`${from} ${state}`));
      expect(refusal.details).toMatchObject({ field: 'state', from, to });
      expect(new Set(refusal.details.allowed as string[])).toEqual(new Set(allowed));
    }
  });

  it('needs a reason to reopen, and none to suspend or to close what is finished', () => {
    for (const reason of [undefined, null, ' ']) {
      expect(refusalOf({ ...quiet, from: 'closed', to: 'active', reason })?.details.field).toBe('reason');
      expect(refusalOf({ ...quiet, from: 'active', to: 'suspended', reason })).toBeNull();
      expect(refusalOf({ ...quiet, from: 'active', to: 'closed', reason })).toBeNull();
    }
  });

  const OPEN = [
    [0, 0],
    [2, 0],
    [0, 1],
    [2, 1],
  ] as const;
  const CLOSINGS = (['opened', 'active', 'suspended'] as const).flatMap((from) =>
    OPEN.flatMap(([activeAssignments, unresolvedPersons]) =>
      [true, false].flatMap((isSupervisor) =>
        ['all sectors searched', undefined].map((reason) => ({
          from,
          to: 'closed' as const,
          activeAssignments,
          unresolvedPersons,
          isSupervisor,
          reason,
        })),
      ),
    ),
  );
  test.each(CLOSINGS.map((move) => [JSON.stringify(move), move] as const))('closing %s', (_, move) => {
    const finished = move.activeAssignments === 0 && move.unresolvedPersons === 0;
    const overruled = move.isSupervisor && move.reason !== undefined;
    const refusal = refusalOf(move);
    if (finished || overruled) {
      expect(refusal).toBeNull();
    } else {
      expect(refusal?.code).toBe('REFUSED');
      expect(refusal?.details).toEqual({
        field: move.isSupervisor ? 'reason' : 'state',
        activeAssignments: move.activeAssignments,
        unresolvedPersons: move.unresolvedPersons,
      });
      expect(refusal?.message.includes('active assignments')).toBe(move.activeAssignments > 0);
      expect(refusal?.message.includes('people without an outcome')).toBe(move.unresolvedPersons > 0);
    }
  });

  it('lets a search be suspended while teams are still out', () => {
    expect(refusalOf({ ...quiet, from: 'active', to: 'suspended', activeAssignments: 3 })).toBeNull();
  });
});
