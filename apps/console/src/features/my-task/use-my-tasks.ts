import { listIncidents, listMyAssignments, type Assignment, type AssignmentState } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { callRoute } from '../../app/http/call-route.js';
import { orLastKnown } from '../../app/http/or-last-known.js';
import { useMe } from '../../app/session/session.js';
import { holdIncident, onNewIncident, peekIncident, releaseIncident } from '../../realtime/incident-desk.js';
import type { FollowedIncident } from '../../realtime/incident-store.js';
import { useKeptTask } from './use-kept-task.js';

export interface MyTask {
  readonly incidentId: string;
  readonly assignment: Assignment;
}

/** What is furthest under way comes first: that is what the phone is opened for. */
const RANK: Partial<Record<AssignmentState, number>> = {
  debriefing: 0,
  returning: 1,
  searching: 2,
  paused: 3,
  'en-route': 4,
  acknowledged: 5,
  assigned: 6,
};
const rank = ({ assignment }: MyTask): number => RANK[assignment.state] ?? 9;

const readMine = ({ signal }: { signal: AbortSignal }) =>
  orLastKnown('mine', () => callRoute(listMyAssignments, {}, signal));
const readOpen = ({ signal }: { signal: AbortSignal }) =>
  orLastKnown('open', () => callRoute(listIncidents, { query: { limit: 50 } }, signal));

/** All these incidents as one source: the same map until one of them changes. */
class FollowedIncidents {
  private seen: ReadonlyMap<string, FollowedIncident> = new Map();

  constructor(private readonly ids: readonly string[]) {}

  readonly subscribe = (changed: () => void): (() => void) => {
    const stops = this.ids.map((id) => holdIncident(id).store.subscribe(changed));
    return () => {
      stops.forEach((stop) => stop());
      this.ids.forEach(releaseIncident);
    };
  };

  readonly read = (): ReadonlyMap<string, FollowedIncident> => {
    const now = new Map(this.ids.map((id) => [id, peekIncident(id).store.getState()] as const));
    const isSame = now.size === this.seen.size && [...now].every(([id, one]) => this.seen.get(id) === one);
    if (!isSame) this.seen = now;
    return this.seen;
  };
}

function useFollowed(ids: readonly string[]): ReadonlyMap<string, FollowedIncident> {
  const key = ids.join(' ');
  const source = useMemo(() => new FollowedIncidents(key === '' ? [] : key.split(' ')), [key]);
  return useSyncExternalStore(source.subscribe, source.read);
}

function tasksIn(incidentId: string, followed: FollowedIncident | undefined, memberId: string | null) {
  const state = followed?.state;
  if (!state) return null;
  return [...state.assignments.values()]
    .filter(({ teamId, state: at }) => {
      const team = state.teams.get(teamId);
      return at !== 'draft' && (team?.members.some((member) => member.memberId === memberId) ?? false);
    })
    .map((assignment): MyTask => ({ incidentId, assignment }));
}

/** My open assignments: what the server lists, and from then on what the live stream tells. */
export function useMyTasks() {
  const me = useMe();
  const memberId = me?.member?.id ?? null;
  const mine = useQuery({ queryKey: ['my-assignments'], queryFn: readMine });
  const open = useQuery({ queryKey: ['incidents', 'to-follow'], queryFn: readOpen, refetchInterval: 60_000 });
  const { refetch } = open;
  useEffect(() => onNewIncident(() => void refetch()), [refetch]);
  const ids = useMemo(() => {
    const live = (open.data?.items ?? []).filter(({ state }) => state !== 'closed').map(({ id }) => id);
    return [...new Set([...(mine.data?.items ?? []).map(({ incidentId }) => incidentId), ...live])].sort();
  }, [mine.data, open.data]);
  const followed = useFollowed(ids);
  useKeptTask(me, { mine: mine.data, open: open.data }, followed);
  const tasks = useMemo(() => {
    const listed = mine.data?.items ?? [];
    return ids
      .flatMap(
        (id) =>
          tasksIn(id, followed.get(id), memberId) ?? listed.filter(({ incidentId }) => incidentId === id),
      )
      .sort((a, b) => rank(a) - rank(b) || (a.assignment.id < b.assignment.id ? -1 : 1));
  }, [ids, followed, memberId, mine.data]);
  return { tasks, query: mine };
}
