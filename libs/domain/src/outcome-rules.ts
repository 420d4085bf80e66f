import type { OUTCOME_STATES, OutcomeKind } from '@izdeu/contracts';
import { DomainError } from './domain-error.js';

export type OutcomeState = (typeof OUTCOME_STATES)[number];
export type OutcomeDecision = 'confirm' | 'reject' | 'reopen';

/** What each decision starts from and leads to; a rejected or reopened outcome never moves again. */
const DECISIONS: Readonly<Record<OutcomeDecision, { from: OutcomeState; to: OutcomeState }>> = {
  confirm: { from: 'proposed', to: 'confirmed' },
  reject: { from: 'proposed', to: 'rejected' },
  reopen: { from: 'confirmed', to: 'reopened' },
};

export interface OutcomeDecisionInput {
  readonly state: OutcomeState;
  readonly proposedByUserId: string;
  readonly decidedByUserId: string;
  readonly decision: OutcomeDecision;
  readonly reason?: string | null;
}

/**
 * The state an outcome goes to, or a refusal. A second person confirms: nobody confirms what they proposed
 * themselves, though they may reject it, which takes the proposal back.
 */
export function decideOutcomeDecision(input: OutcomeDecisionInput): OutcomeState {
  const { state, decision, reason } = input;
  const { from, to } = DECISIONS[decision];
  if (state !== from) {
    throw new DomainError('ILLEGAL_TRANSITION', `an outcome that is ${state} does not become ${to}`, {
      from: state,
      to,
      allowed: Object.values(DECISIONS)
        .filter((rule) => rule.from === state)
        .map((rule) => rule.to),
    });
  }
  if (decision === 'confirm' && input.proposedByUserId === input.decidedByUserId) {
    throw new DomainError('REFUSED', 'an outcome is confirmed by somebody other than who proposed it', {
      field: 'decidedBy',
    });
  }
  if (decision !== 'confirm' && (reason == null || reason.trim() === '')) {
    throw new DomainError('REFUSED', `a reason is required to ${decision} an outcome`, { field: 'reason' });
  }
  return to;
}

/**
 * Whether a confirmed outcome of this kind ends the search for its person. `still-missing` says that the search
 * stopped without finding them; `not-confirmed` says that a report of finding them did not hold. In both the
 * person is where they were before: missing. Every other kind settles who is looked for, even when the case goes
 * on elsewhere (`handed-to-police`, `duplicate`), and a `reverse-search` person is not missing but unidentified.
 */
export function resolvesPerson(kind: OutcomeKind): boolean {
  return kind !== 'still-missing' && kind !== 'not-confirmed';
}
