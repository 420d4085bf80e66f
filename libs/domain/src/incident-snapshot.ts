import type { IncidentEvent, IncidentSnapshot } from '@izdeu/contracts';
import { isFinalAssignment } from './assignment-machine.js';
import type { IncidentState } from './incident-fold.js';
import { PersistentMap } from './persistent-map.js';
import { canonicalJson, textHash } from './state-hash.js';

export type OpeningEvent = Extract<IncidentEvent, { type: 'incident.opened.v1' }>;

/** The state right after an incident was opened: the start of the fold for who has every event. */
export function stateFromOpening(event: OpeningEvent): IncidentState {
  const { incident, squads, persons } = event.payload;
  return stateFromSnapshot({
    seq: event.seq,
    incident,
    squads,
    persons,
    grids: [],
    sectors: [],
    teams: [],
    assignments: [],
    coverage: [],
  });
}

export function stateFromSnapshot(snapshot: IncidentSnapshot): IncidentState {
  return {
    seq: snapshot.seq,
    incident: snapshot.incident,
    squads: snapshot.squads,
    persons: snapshot.persons,
    grids: mapById(snapshot.grids),
    sectors: mapById(snapshot.sectors),
    teams: mapById(snapshot.teams.filter((team) => !team.disbanded)),
    assignments: mapById(snapshot.assignments.filter((assignment) => !isFinalAssignment(assignment.state))),
    coverage: PersistentMap.from(snapshot.coverage.map((item) => [item.sectorId, item] as const)),
  };
}

/** The state as it travels, every list ordered by id: equal states give equal lists. */
export function snapshotOf(state: IncidentState): IncidentSnapshot {
  const byId = (item: { id: string }) => item.id;
  return {
    seq: state.seq,
    incident: state.incident,
    squads: ordered(state.squads, byId),
    persons: ordered(state.persons, byId),
    grids: ordered(state.grids.values(), byId),
    sectors: ordered(state.sectors.values(), byId),
    teams: ordered(state.teams.values(), byId).map((team) => ({
      ...team,
      members: ordered(team.members, (member) => member.memberId),
      squadIds: ordered(team.squadIds, (squadId) => squadId),
    })),
    assignments: ordered(state.assignments.values(), byId),
    coverage: ordered(state.coverage.values(), (item) => item.sectorId),
  };
}

/** Hash of everything in the state, the same on every client and server that folded the same events. */
export function stateHash(state: IncidentState): string {
  return textHash(canonicalJson(snapshotOf(state)));
}

function mapById<V extends { id: string }>(items: readonly V[]): PersistentMap<V> {
  return PersistentMap.from(items.map((item) => [item.id, item] as const));
}

function ordered<V>(items: Iterable<V>, key: (item: V) => string): V[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
