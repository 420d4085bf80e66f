import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@izdeu/domain';
import { errorAnswer } from './error-answer.js';

const codeOf = (error: unknown): string => errorAnswer(error, 'request').body.code;

describe('answers to errors', () => {
  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'timeout exceeded when trying to connect',
    'Query runner already released. Cannot run queries anymore.',
  ])('say UNAVAILABLE, not "our mistake", when the database goes away under a query: %s', (message) => {
    expect(codeOf(new Error(message))).toBe('UNAVAILABLE');
  });

  it('say UNAVAILABLE for what the database says of its own state', () => {
    for (const code of ['57P01', '53300', '08006', '57014', 'ECONNREFUSED'])
      expect(codeOf({ driverError: { code } })).toBe('UNAVAILABLE');
  });

  it('keep a refusal as it is, and call anything else our mistake', () => {
    expect(codeOf(new DomainError('CONFLICT', 'changed'))).toBe('CONFLICT');
    expect(codeOf(new Error('a bug'))).toBe('INTERNAL');
    expect(codeOf({ driverError: { code: '42703' } })).toBe('INTERNAL');
  });
});
