import { describe, expect, it, test } from '@jest/globals';
import { OUTCOME_KINDS, OUTCOME_STATES } from '@izdeu/contracts';
import { DomainError } from './domain-error.js';
import { decideOutcomeDecision, resolvesPerson, type OutcomeDecisionInput } from './outcome-rules.js';

const RESULT: Readonly<Record<string, string>> = {
  'confirm proposed': 'confirmed',
  'reject proposed': 'rejected',
  'reopen confirmed': 'reopened',
};
const DECISIONS = ['confirm', 'reject', 'reopen'] as const;
const CASES = DECISIONS.flatMap((decision) => OUTCOME_STATES.map((state) => [decision, state] as const));

function answerTo(input: OutcomeDecisionInput): string {
  try {
    return decideOutcomeDecision(input);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { field } = error.details;
    return typeof field === 'string' ? `${error.code} ${field}` : error.code;
  }
}

describe('outcome decisions', () => {
  const input = { proposedByUserId: 'asel', decidedByUserId: 'marat', reason: 'because' };

  test.each(CASES)('%s a %s outcome', (decision, state) => {
    expect(answerTo({ ...input, decision, state })).toBe(
      RESULT[`${decision} ${state}`] ?? 'ILLEGAL_TRANSITION',
    );
  });

  it('is confirmed by a second person only; the proposer may take it back and may reopen it', () => {
    const own = { ...input, decidedByUserId: 'asel' };
    expect(answerTo({ ...own, decision: 'confirm', state: 'proposed' })).toBe('REFUSED decidedBy');
    expect(answerTo({ ...own, decision: 'reject', state: 'proposed' })).toBe('rejected');
    expect(answerTo({ ...own, decision: 'reopen', state: 'confirmed' })).toBe('reopened');
  });

  it('needs a reason to reject and to reopen, none to confirm', () => {
    for (const reason of [undefined, null, '  ']) {
      expect(answerTo({ ...input, reason, decision: 'confirm', state: 'proposed' })).toBe('confirmed');
      expect(answerTo({ ...input, reason, decision: 'reject', state: 'proposed' })).toBe('REFUSED reason');
      expect(answerTo({ ...input, reason, decision: 'reopen', state: 'confirmed' })).toBe('REFUSED reason');
    }
  });

  it('tells which decisions the state leaves', () => {
    expect(() => decideOutcomeDecision({ ...input, decision: 'confirm', state: 'confirmed' })).toThrow(
      expect.objectContaining({ details: { from: 'confirmed', to: 'confirmed', allowed: ['reopened'] } }),
    );
  });

  it('leaves only still-missing and not-confirmed people to be looked for', () => {
    expect(OUTCOME_KINDS.filter((kind) => !resolvesPerson(kind))).toEqual(['still-missing', 'not-confirmed']);
  });
});
