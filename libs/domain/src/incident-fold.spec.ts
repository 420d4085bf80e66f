import { describe, expect, it } from '@jest/globals';
import {
  incidentEventSchema,
  incidentStateSnapshotSchema,
  type Assignment,
  type BacklogEntry,
  type EventPayload,
  type EventType,
  type Grid,
  type IncidentEvent,
  type IncidentSummary,
  type Team,
} from '@izdeu/contracts';
import fc from 'fast-check';
import { nextAssignmentStates } from './assignment-machine.js';
import { sectorIdOf } from './grid/sector-id.js';
import { applyEntry, type IncidentState } from './incident-fold.js';
import {
  snapshotOf,
  stateFromOpening,
  stateFromSnapshot,
  stateHash,
  type OpeningEvent,
} from './incident-snapshot.js';
import { addPass } from './pod.js';
import { sectorStateOf, sectorStates } from './sector-state.js';

const AT = '2026-01-10T10:00:00.000Z';
const uuid = (kind: number, number: number): string =>
  `01980000-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`;
const INCIDENT_ID = uuid(1, 1);
const actor = { userId: uuid(2, 1), displayName: 'Асель' };

const incident: IncidentSummary = {
  id: INCIDENT_ID,
  title: 'Аулиеколь',
  state: 'opened',
  initialPlanningPoint: { type: 'Point', coordinates: [64.1, 52.3] },
  utmZone: 41,
  operationalPeriod: 1,
  openedAt: AT,
  version: 1,
};
const squad = (number: number) => ({
  id: uuid(3, number),
  code: `SQ-${number}`,
  name: { kk: 'Барс', ru: 'Барс', en: 'Bars' },
});
const ring = [[64, 52], [64.1, 52], [64.1, 52.1], [64, 52]] as const; // prettier-ignore
const polygon = {
  type: 'Polygon' as const,
  coordinates: [ring.map((position) => [...position] as [number, number])],
};
const grid = (number: number): Grid => ({
  id: uuid(4, number * 0x10_0000),
  definition: {
    zone: 41,
    hemisphere: 'N',
    originEastingMetres: 500_000,
    originNorthingMetres: 5_800_000,
    cellSizeMetres: 500,
    rows: 5,
    columns: 5,
    alphabet: 'cyrillic',
    letterAxis: 'rows',
    boundary: polygon,
  },
  labelPrefix: '',
  sectorCount: 20,
  areaSquareMetres: 5_000_000,
});
const team = (number: number, version: number, disbanded = false): Team => ({
  id: uuid(5, number),
  callSign: `Барс-${number}`,
  leaderMemberId: uuid(6, number),
  members: [{ memberId: uuid(6, number), fullName: 'Марат', isMinor: false }],
  squadIds: [uuid(3, 1)],
  disbanded,
  version,
});

const event = <T extends EventType>(seq: number, type: T, payload: EventPayload<T>): IncidentEvent =>
  ({ incidentId: INCIDENT_ID, seq, type, payload, actor, occurredAt: AT }) as IncidentEvent;

const opening = event(1, 'incident.opened.v1', {
  incident,
  squads: [squad(1)],
  persons: [],
}) as OpeningEvent;

/** One choice of a random history: what to do and with which of the things there are. */
type Step = { readonly action: number; readonly pick: number; readonly other: number };
const steps = fc.array(
  fc.record({ action: fc.nat({ max: 19 }), pick: fc.nat({ max: 999 }), other: fc.nat({ max: 999 }) }),
  { maxLength: 100, size: 'max' },
);

/** Writes what a server would have written for these choices: only legal moves, numbered without a gap. */
class Scribe {
  readonly entries: BacklogEntry[] = [opening];
  private summary = incident;
  private readonly assignments: Assignment[] = [];
  private readonly grids: string[] = [];
  private readonly coverage = new Map<string, ReturnType<typeof addPass>>();
  private teams = 0;

  write({ action, pick, other }: Step): void {
    if (action === 0) return this.createGrid();
    if (action === 1) return this.archiveGrid(pick);
    if (action === 2) return this.changeTeam(pick, other % 3 === 0);
    if (action === 3) return this.changeIncident(other % 2 === 0);
    if (action === 4) return void this.entries.push({ incidentId: INCIDENT_ID, seq: this.seq });
    if (action === 5) return this.drawSector(pick);
    if (action <= 7) return this.assign(pick, other);
    return this.move(pick, other);
  }

  private get seq(): number {
    return this.entries.length + 1;
  }

  private say<T extends EventType>(type: T, payload: EventPayload<T>): void {
    this.entries.push(event(this.seq, type, payload));
  }

  private createGrid(): void {
    const next = grid(this.grids.length + 1);
    this.grids.push(next.id);
    this.say('grid.created.v1', { grid: next });
  }

  private archiveGrid(pick: number): void {
    const gridId = this.grids[pick % this.grids.length];
    if (gridId === undefined || pick % 4 !== 0) return;
    this.say('grid.archived.v1', { gridId, reason: 'drawn by mistake' });
  }

  private drawSector(pick: number): void {
    const sector = {
      id: uuid(8, pick % 5),
      label: 'Б1',
      kind: 'area',
      geometry: polygon,
      areaSquareMetres: 1,
    } as const;
    this.say('sector.drawn.v1', { sector });
  }

  private changeTeam(pick: number, disbanded: boolean): void {
    const known = this.teams > 0 && pick % 2 === 0;
    if (!known) this.teams += 1;
    const changed = team(known ? 1 + (pick % this.teams) : this.teams, this.seq, known && disbanded);
    this.say(known ? 'team.changed.v1' : 'team.formed.v1', { team: changed });
  }

  private changeIncident(squads: boolean): void {
    this.summary = { ...this.summary, state: 'active', version: this.summary.version + 1 };
    if (squads)
      this.say('incident.squads-changed.v1', { incident: this.summary, squads: [squad(2), squad(1)] });
    else this.say('incident.changed.v1', { incident: this.summary, reason: null });
  }

  private assign(pick: number, other: number): void {
    const gridId = this.grids[pick % this.grids.length];
    const assignment: Assignment = {
      id: uuid(7, this.assignments.length),
      sectorId: gridId === undefined ? uuid(8, pick % 5) : sectorIdOf(gridId, other % 20),
      sectorLabel: 'А3',
      teamId: uuid(5, 1),
      teamCallSign: 'Барс-1',
      state: other % 3 === 0 ? 'draft' : 'assigned',
      type: 'area-sweep',
      joint: true,
      operationalPeriod: 1,
      instructions: null,
      reason: null,
      assignedAt: AT,
      changedAt: AT,
      version: 1,
    };
    this.assignments.push(assignment);
    const type = assignment.state === 'draft' ? 'assignment.drafted.v1' : 'sector.assigned.v1';
    this.say(type, { assignment });
  }

  private move(pick: number, other: number): void {
    // Work on the latest few, so that many of them get to their end.
    const index = Math.max(0, this.assignments.length - 1 - (pick % 3));
    const before = this.assignments[index];
    if (before === undefined) return;
    const next = nextAssignmentStates(before.state);
    const to = next[other % 4 === 0 ? other % next.length : 0];
    if (to === undefined) return;
    const assignment = { ...before, state: to, version: before.version + 1 };
    this.assignments[index] = assignment;
    if (to !== 'completed' && to !== 'incomplete')
      return this.say('assignment.status-changed.v1', { assignment });
    const pass = { sectorId: before.sectorId, effectivePod: (other % 100) / 100, at: AT };
    const coverage = addPass(this.coverage.get(before.sectorId), pass);
    this.coverage.set(before.sectorId, coverage);
    this.say('assignment.status-changed.v1', { assignment, coverage });
  }
}

function historyOf(choices: readonly Step[]): BacklogEntry[] {
  const scribe = new Scribe();
  choices.forEach((step) => scribe.write(step));
  return scribe.entries;
}

function fold(state: IncidentState, entries: readonly BacklogEntry[]): IncidentState {
  return entries.reduce((current, entry) => {
    const result = applyEntry(current, entry);
    if (result.kind !== 'applied') throw new Error(`entry ${entry.seq} was not applied: ${result.kind}`);
    return result.state;
  }, state);
}
const fromStart = (entries: readonly BacklogEntry[]) => fold(stateFromOpening(opening), entries.slice(1));
const travelled = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const history = steps.map(historyOf);

describe('incident fold', () => {
  it('is tried with events and snapshots that the contracts accept', () => {
    fc.assert(
      fc.property(history, (entries) => {
        for (const entry of entries) {
          if ('type' in entry) expect(incidentEventSchema.safeParse(entry).error).toBeUndefined();
        }
        expect(incidentStateSnapshotSchema.safeParse(snapshotOf(fromStart(entries))).error).toBeUndefined();
      }),
      { numRuns: 10 },
    );
  });

  it('is tried with histories that reach every event type of the fold and close passes', () => {
    const seen = new Set<string>();
    for (const entries of fc.sample(history, { numRuns: 100, seed: 1 })) {
      for (const entry of entries) {
        seen.add('type' in entry ? entry.type : 'advanced');
        if ('type' in entry && 'coverage' in entry.payload) seen.add('coverage');
      }
    }
    expect([...seen].sort()).toEqual([
      'advanced',
      'assignment.drafted.v1',
      'assignment.status-changed.v1',
      'coverage',
      'grid.archived.v1',
      'grid.created.v1',
      'incident.changed.v1',
      'incident.opened.v1',
      'incident.squads-changed.v1',
      'sector.assigned.v1',
      'sector.drawn.v1',
      'team.changed.v1',
      'team.formed.v1',
    ]);
  });

  it('gives a late joiner, from any snapshot and the tail, the state of the first', () => {
    fc.assert(
      fc.property(history, fc.nat(), (entries, cut) => {
        const at = 1 + (cut % entries.length);
        const snapshot = travelled(snapshotOf(fromStart(entries.slice(0, at))));
        const late = fold(stateFromSnapshot(snapshot), travelled(entries.slice(at)));
        const first = fromStart(entries);
        expect(JSON.stringify(snapshotOf(late))).toBe(JSON.stringify(snapshotOf(first)));
        expect(stateHash(late)).toBe(stateHash(first));
      }),
    );
  });

  it('ends in the same state whatever is lost, repeated or out of order, by joining again at a gap', () => {
    const order = fc.array(fc.nat(), { maxLength: 200 });
    fc.assert(
      fc.property(history, order, (entries, deliveries) => {
        let state = stateFromOpening(opening);
        const deliver = (entry: BacklogEntry) => {
          const result = applyEntry(state, entry);
          state = result.state;
          if (result.kind !== 'gap') return;
          expect(result).toMatchObject({ expected: state.seq + 1, got: entry.seq });
          state = fold(state, entries.slice(state.seq, entry.seq));
        };
        for (const delivery of deliveries) deliver(entries[delivery % entries.length] ?? opening);
        deliver(entries.at(-1) ?? opening);
        expect(stateHash(state)).toBe(stateHash(fromStart(entries)));
      }),
    );
  });

  it('leaves every earlier state as it was', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const states = [stateFromOpening(opening)];
        const hashes = states.map(stateHash);
        for (const entry of entries.slice(1)) {
          const next = applyEntry(states.at(-1) ?? fromStart(entries), entry).state;
          states.push(next);
          hashes.push(stateHash(next));
        }
        expect(states.map(stateHash)).toEqual(hashes);
      }),
      { numRuns: 10 },
    );
  });

  it('sweeps the sectors to what each of them gives alone', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const state = fromStart(entries);
        const swept = sectorStates(state);
        const assignments = [...state.assignments.values()];
        const ids = new Set([...assignments.map((item) => item.sectorId), ...state.coverage.keys()]);
        for (const id of ids) {
          const own = assignments.filter((item) => item.sectorId === id);
          expect(swept.get(id) ?? 'unsearched').toBe(sectorStateOf(own, state.coverage.get(id)));
        }
        expect([...swept.keys()].every((id) => ids.has(id))).toBe(true);
      }),
    );
  });

  const start = stateFromOpening(opening);

  it('tells a gap with both numbers and changes nothing', () => {
    expect(applyEntry(start, { incidentId: INCIDENT_ID, seq: 4 })).toEqual({
      kind: 'gap',
      state: start,
      expected: 2,
      got: 4,
    });
  });

  it('ignores what it has and what belongs to another incident', () => {
    expect(applyEntry(start, opening)).toEqual({ kind: 'ignored', state: start });
    expect(applyEntry(start, { incidentId: uuid(1, 2), seq: 2 })).toEqual({ kind: 'ignored', state: start });
  });

  it('moves only the number for an event it may not see', () => {
    const { state } = applyEntry(start, { incidentId: INCIDENT_ID, seq: 2 });
    expect(state).toEqual({ ...start, seq: 2 });
  });

  it('P-15 renames a team in its assignments too, as a snapshot has it', () => {
    const assignment: Assignment = {
      id: uuid(7, 1),
      sectorId: uuid(8, 1),
      sectorLabel: 'А3',
      teamId: team(1, 1).id,
      teamCallSign: team(1, 1).callSign,
      state: 'assigned',
      type: 'area-sweep',
      joint: false,
      operationalPeriod: 1,
      instructions: null,
      reason: null,
      assignedAt: AT,
      changedAt: AT,
      version: 1,
    };
    const other = { ...assignment, id: uuid(7, 2), teamId: team(2, 1).id, teamCallSign: team(2, 1).callSign };
    const before = stateFromSnapshot({
      ...snapshotOf(start),
      teams: [team(1, 1), team(2, 1)],
      assignments: [assignment, other],
    });
    const renamed = { ...team(1, 2), callSign: 'Дос-9' };
    const { state } = applyEntry(before, event(2, 'team.changed.v1', { team: renamed }));
    expect([...state.assignments.values()].map(({ teamCallSign }) => teamCallSign)).toEqual([
      'Дос-9',
      'Барс-2',
    ]);
  });

  it('drops a grid with the coverage of its sectors alone', () => {
    const lost = { sectorId: sectorIdOf(grid(1).id, 7), passes: 1, cumulativePod: 0.5, lastPassAt: AT };
    const kept = { ...lost, sectorId: sectorIdOf(grid(2).id, 7) };
    const before = stateFromSnapshot({
      ...snapshotOf(start),
      grids: [grid(1), grid(2)],
      coverage: [lost, kept],
    });
    const { state } = applyEntry(
      before,
      event(2, 'grid.archived.v1', { gridId: grid(1).id, reason: 'twice' }),
    );
    expect([...state.grids.keys()]).toEqual([grid(2).id]);
    expect([...state.coverage.values()]).toEqual([kept]);
  });

  it('does not hash the order of lists or keys', () => {
    const snapshot = { ...snapshotOf(start), squads: [squad(2), squad(1)], teams: [team(2, 1), team(1, 1)] };
    const turned = {
      ...Object.fromEntries(Object.entries(snapshot).reverse()),
      squads: [squad(1), squad(2)],
      teams: [team(1, 1), team(2, 1)],
    } as typeof snapshot;
    expect(stateHash(stateFromSnapshot(turned))).toBe(stateHash(stateFromSnapshot(snapshot)));
    expect(stateHash(stateFromSnapshot({ ...snapshot, seq: 2 }))).not.toBe(stateHash(start));
  });

  it('shares what a change does not touch, also with 10,000 sectors covered', () => {
    const coverage = Array.from({ length: 10_000 }, (_, index) => ({
      sectorId: uuid(8, index),
      passes: 1,
      cumulativePod: 0.5,
      lastPassAt: AT,
    }));
    const before = stateFromSnapshot({ ...snapshotOf(start), coverage });
    const { state } = applyEntry(before, event(2, 'team.formed.v1', { team: team(1, 1) }));
    expect(state.coverage).toBe(before.coverage);
    expect(state.assignments).toBe(before.assignments);
    expect(state.coverage.size).toBe(10_000);
  });
});
