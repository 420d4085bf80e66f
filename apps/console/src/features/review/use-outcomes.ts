import { confirmOutcome, listOutcomes, rejectOutcome, reopenOutcome, type Outcome } from '@izdeu/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { callRoute } from '../../app/http/call-route.js';
import { RequestError } from '../../app/http/request-error.js';
import { conflictIn } from '../../components/conflict-details.js';

export type OutcomeDecision = 'confirm' | 'reject' | 'reopen';
const KEY = ['outcomes'];

/** Others propose and decide at the same time: the list asks again now and then. */
const ASK_AGAIN_MILLISECONDS = 15_000;

export const useOutcomes = (state: 'proposed' | 'confirmed') =>
  useInfiniteQuery({
    queryKey: [...KEY, state],
    queryFn: ({ pageParam, signal }) =>
      callRoute(
        listOutcomes,
        { query: { state, limit: 25, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: state === 'proposed' ? ASK_AGAIN_MILLISECONDS : false,
  });

export interface Decision {
  readonly outcome: Outcome;
  readonly decision: OutcomeDecision;
  readonly reason?: string;
}

function send({ outcome, decision, reason = '' }: Decision, commandId: string): Promise<Outcome> {
  const params = { id: outcome.id };
  const body = { commandId, version: outcome.version };
  if (decision === 'confirm') return callRoute(confirmOutcome, { params, body });
  const route = decision === 'reject' ? rejectOutcome : reopenOutcome;
  return callRoute(route, { params, body: { ...body, reason } });
}

/** Somebody else was faster: the answer is to look at the list again, not at an error. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof RequestError && (error.code === 'CONFLICT' || error.code === 'ILLEGAL_TRANSITION');

/** What the faster one made of it, by whom and when; null when the refusal does not tell. */
export function overtakenBy(error: unknown): { state: Outcome['state']; name: string; at: string } | null {
  const conflict = conflictIn(error);
  if (!conflict?.changedBy || conflict.changedAt === null) return null;
  const { state } = conflict.current as Outcome;
  return { state, name: conflict.changedBy.displayName, at: conflict.changedAt };
}

export function useDecision() {
  const client = useQueryClient();
  /** A second press after a lost answer repeats the same command: the server decides once. */
  const command = useRef({ of: '', id: '' });
  return useMutation({
    mutationFn: (decision: Decision) => {
      const of = JSON.stringify([decision.outcome.id, decision.decision, decision.reason]);
      if (command.current.of !== of) command.current = { of, id: v7() };
      return send(decision, command.current.id);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => {
      if (isOvertaken(error)) void client.invalidateQueries({ queryKey: KEY });
    },
  });
}
