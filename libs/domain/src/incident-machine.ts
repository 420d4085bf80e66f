import type { IncidentLifecycle } from '@izdeu/contracts';
import { DomainError } from './domain-error.js';

const NEXT_STATES: Readonly<Record<IncidentLifecycle, readonly IncidentLifecycle[]>> = {
  opened: ['active', 'suspended', 'closed'],
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  closed: ['active'],
};

export function nextIncidentStates(from: IncidentLifecycle): readonly IncidentLifecycle[] {
  return NEXT_STATES[from];
}

export interface IncidentMove {
  readonly from: IncidentLifecycle;
  readonly to: IncidentLifecycle;
  readonly reason?: string | null;
  /** Assignments that still hold a sector (`isActiveAssignment`). */
  readonly activeAssignments: number;
  /** People of the incident without a confirmed outcome that resolves them (`resolvesPerson`). */
  readonly unresolvedPersons: number;
  readonly isSupervisor: boolean;
}

/**
 * Refuses an illegal change of an incident's state. An incident closes when nobody is in the field and nobody
 * is missing; a supervisor may close it otherwise (an unsuccessful search ends too) and says why.
 */
export function decideIncidentState(move: IncidentMove): void {
  const { from, to, reason } = move;
  if (!NEXT_STATES[from].includes(to)) {
    throw new DomainError('ILLEGAL_TRANSITION', `an incident does not go from ${from} to ${to}`, {
      field: 'state',
      from,
      to,
      allowed: NEXT_STATES[from],
    });
  }
  const hasReason = reason != null && reason.trim() !== '';
  if (from === 'closed' && !hasReason) {
    throw new DomainError('REFUSED', 'a reason is required to reopen an incident', { field: 'reason' });
  }
  if (to === 'closed') decideClosing(move, hasReason);
}

function decideClosing(move: IncidentMove, hasReason: boolean): void {
  const { activeAssignments, unresolvedPersons, isSupervisor } = move;
  if (activeAssignments === 0 && unresolvedPersons === 0) return;
  if (isSupervisor && hasReason) return;
  const open = [
    ...(activeAssignments > 0 ? [`active assignments: ${activeAssignments}`] : []),
    ...(unresolvedPersons > 0 ? [`people without an outcome: ${unresolvedPersons}`] : []),
  ].join(', ');
  const way = isSupervisor ? 'give a reason to close it all the same' : 'only a supervisor may close it so';
  throw new DomainError('REFUSED', `the incident is not finished (${open}); ${way}`, {
    field: isSupervisor ? 'reason' : 'state',
    activeAssignments,
    unresolvedPersons,
  });
}
