import type {
  Assignment,
  BacklogEntry,
  DrawnSector,
  Grid,
  IncidentEvent,
  IncidentSummary,
  PersonCard,
  SectorCoverage,
  SquadSummary,
  Team,
} from '@izdeu/contracts';
import { isFinalAssignment } from './assignment-machine.js';
import { cellIndexOf } from './grid/sector-id.js';
import { PersistentMap } from './persistent-map.js';

/** Everything a client holds of one incident. Never changed in place: what did not change keeps its identity. */
export type IncidentState = {
  /** Number of the last event in it. */
  readonly seq: number;
  readonly incident: IncidentSummary;
  readonly squads: readonly SquadSummary[];
  readonly persons: readonly PersonCard[];
  readonly grids: ReadonlyMap<string, Grid>;
  /** Hand-drawn sectors; those of a grid follow from its definition. */
  readonly sectors: ReadonlyMap<string, DrawnSector>;
  /** Teams in the field; a disbanded one leaves. */
  readonly teams: ReadonlyMap<string, Team>;
  /** Assignments that may still move, drafts included; a finished one leaves. */
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** By sector id. */
  readonly coverage: ReadonlyMap<string, SectorCoverage>;
};

export type FoldResult =
  | { readonly kind: 'applied'; readonly state: IncidentState }
  | { readonly kind: 'ignored'; readonly state: IncidentState }
  | {
      readonly kind: 'gap';
      readonly state: IncidentState;
      readonly expected: number;
      readonly got: number;
    };

/**
 * The next state. An entry already in the state is ignored, the next one is applied, and a later one is a gap:
 * the caller joins again with `afterSeq: state.seq`. An entry of another incident is ignored.
 */
export function applyEntry(state: IncidentState, entry: BacklogEntry): FoldResult {
  if (entry.incidentId !== state.incident.id || entry.seq <= state.seq) return { kind: 'ignored', state };
  const expected = state.seq + 1;
  if (entry.seq !== expected) return { kind: 'gap', state, expected, got: entry.seq };
  const changed = 'type' in entry ? applyEvent(state, entry) : state;
  return { kind: 'applied', state: { ...changed, seq: entry.seq } };
}

function applyEvent(state: IncidentState, event: IncidentEvent): IncidentState {
  switch (event.type) {
    case 'incident.opened.v1':
    case 'incident.changed.v1':
    case 'incident.squads-changed.v1':
      return applyIncident(state, event);
    case 'grid.created.v1':
    case 'grid.restored.v1':
      return { ...state, grids: put(state.grids, event.payload.grid.id, event.payload.grid) };
    case 'grid.archived.v1':
      return withoutGrid(state, event.payload.gridId);
    case 'sector.drawn.v1':
    case 'sector.restored.v1':
      return { ...state, sectors: put(state.sectors, event.payload.sector.id, event.payload.sector) };
    case 'sector.archived.v1':
      return { ...state, sectors: drop(state.sectors, event.payload.sectorId) };
    case 'team.formed.v1':
    case 'team.changed.v1':
      return applyTeam(state, event.payload.team);
    case 'assignment.drafted.v1':
    case 'sector.assigned.v1':
      return applyAssignment(state, event.payload.assignment);
    case 'assignment.status-changed.v1':
      return applyAssignment(state, event.payload.assignment, event.payload.coverage);
    case 'assignment.restored.v1':
      return applyRestored(state, event.payload.assignment, event.payload.coverage);
    // Outcomes are shown from their own list: the state of the search does not hold them.
    case 'outcome.proposed.v1':
    case 'outcome.confirmed.v1':
    case 'outcome.rejected.v1':
    case 'outcome.reopened.v1':
      return state;
  }
}

type IncidentWideEvent = Extract<
  IncidentEvent,
  { type: 'incident.opened.v1' | 'incident.changed.v1' | 'incident.squads-changed.v1' }
>;

function applyIncident(state: IncidentState, event: IncidentWideEvent): IncidentState {
  const { incident } = event.payload;
  switch (event.type) {
    case 'incident.opened.v1':
      return { ...state, incident, squads: event.payload.squads, persons: event.payload.persons };
    case 'incident.changed.v1':
      return { ...state, incident };
    case 'incident.squads-changed.v1':
      return { ...state, incident, squads: event.payload.squads };
  }
}

/** Assignments carry their team's call sign: a renamed team is renamed there too, as a snapshot has it. */
function applyTeam(state: IncidentState, team: Team): IncidentState {
  const teams = team.disbanded ? drop(state.teams, team.id) : put(state.teams, team.id, team);
  let { assignments } = state;
  for (const assignment of state.assignments.values()) {
    if (assignment.teamId === team.id && assignment.teamCallSign !== team.callSign)
      assignments = put(assignments, assignment.id, { ...assignment, teamCallSign: team.callSign });
  }
  return { ...state, teams, assignments };
}

function applyAssignment(
  state: IncidentState,
  assignment: Assignment,
  coverage?: SectorCoverage,
): IncidentState {
  const assignments = isFinalAssignment(assignment.state)
    ? drop(state.assignments, assignment.id)
    : put(state.assignments, assignment.id, assignment);
  if (coverage === undefined) return { ...state, assignments };
  return { ...state, assignments, coverage: put(state.coverage, coverage.sectorId, coverage) };
}

/** A pass that was annulled takes its share of the coverage with it, down to none. */
function applyRestored(
  state: IncidentState,
  assignment: Assignment,
  coverage: SectorCoverage | null,
): IncidentState {
  const restored = applyAssignment(state, assignment, coverage ?? undefined);
  return coverage === null
    ? { ...restored, coverage: drop(restored.coverage, assignment.sectorId) }
    : restored;
}

/** A grid drawn by mistake goes, and what its sectors held with it. */
function withoutGrid(state: IncidentState, gridId: string): IncidentState {
  let { coverage } = state;
  for (const sectorId of state.coverage.keys()) {
    if (cellIndexOf(gridId, sectorId) !== null) coverage = drop(coverage, sectorId);
  }
  return { ...state, grids: drop(state.grids, gridId), coverage };
}

function persistent<V>(map: ReadonlyMap<string, V>): PersistentMap<V> {
  return map instanceof PersistentMap ? (map as PersistentMap<V>) : PersistentMap.from(map);
}

function put<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return persistent(map).with(key, value);
}

function drop<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  return persistent(map).without(key);
}
