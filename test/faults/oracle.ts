import {
  assignSectors,
  changeAssignmentStatus,
  changeTeam,
  createApplication,
  drawSector,
  getSnapshot,
  listEvents,
  proposeOutcome,
  rejectOutcome,
  reportPositions,
  type Assignment,
  type BacklogEntry,
  type IncidentEvent,
  type Outcome,
  type Team,
} from '@izdeu/contracts';
import {
  applyEntry,
  snapshotOf,
  stateFromOpening,
  stateFromSnapshot,
  stateHash,
  type IncidentState,
} from '@izdeu/domain';
import { eventually } from '@izdeu/testing';
import { expect } from '@jest/globals';
import type { Api } from '../support/api.js';
import type { Follower } from './follower.js';
import type { Figures } from './scenario.js';
import type { Sent, Workload } from './workload.js';
import type { Query } from './world.js';

/** All entries of an incident as this reader gets them over HTTP. */
export const allEntries = async (api: Api, token: string, incidentId: string): Promise<BacklogEntry[]> => {
  const entries: BacklogEntry[] = [];
  for (;;) {
    const query = { afterSeq: entries.length };
    const page = await api.call(token, listEvents, { params: { id: incidentId }, query });
    if (page.events.length === 0) return entries;
    entries.push(...page.events);
  }
};

/** The state after all of these, from nothing. */
export const foldOf = (entries: readonly BacklogEntry[]): IncidentState => {
  const first = entries[0];
  if (first === undefined || !('type' in first) || first.type !== 'incident.opened.v1')
    throw new Error('the first event does not open the incident');
  return entries.slice(1).reduce((state, entry) => applyEntry(state, entry).state, stateFromOpening(first));
};

/** What happened, in words that a command's answer can be put into as well. */
const wordsOfEvent = (event: IncidentEvent): string => {
  switch (event.type) {
    case 'sector.assigned.v1':
    case 'assignment.drafted.v1':
    case 'assignment.status-changed.v1': {
      const { id, state, version } = event.payload.assignment;
      return `assignment ${id} ${state} ${version}`;
    }
    case 'team.formed.v1':
    case 'team.changed.v1':
      return `team ${event.payload.team.id} ${event.payload.team.version}`;
    case 'sector.drawn.v1':
      return `sector ${event.payload.sector.id}`;
    case 'outcome.proposed.v1':
    case 'outcome.rejected.v1':
      return `${event.type} ${event.payload.outcomeId}`;
    default:
      return event.type;
  }
};

/** The events that an acknowledged command must have left, each once. */
const wordsOfAnswer = ({ route, answer }: Sent): string[] => {
  const assignment = ({ id, state, version }: Assignment) => `assignment ${id} ${state} ${version}`;
  switch (route) {
    case assignSectors:
      return (answer as { assignments: Assignment[] }).assignments.map(assignment);
    case changeAssignmentStatus:
      return [assignment((answer as { assignment: Assignment }).assignment)];
    case changeTeam: {
      const { team } = answer as { team: Team };
      return [`team ${team.id} ${team.version}`];
    }
    case drawSector:
      return [`sector ${(answer as { sector: { id: string } }).sector.id}`];
    case proposeOutcome:
      return [`outcome.proposed.v1 ${(answer as Outcome).id}`];
    case rejectOutcome:
      return [`outcome.rejected.v1 ${(answer as Outcome).id}`];
    case createApplication:
    case reportPositions:
      return [];
    default:
      throw new Error(`the oracle does not know what ${route.id} leaves`);
  }
};

/** How often each occurs in `left` beyond `right`, in all. */
const surplus = (left: readonly string[], right: readonly string[]): string[] => {
  const counts = new Map<string, number>();
  for (const word of right) counts.set(word, (counts.get(word) ?? 0) + 1);
  return left.filter((word) => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  });
};

/** What a scenario holds against the truth: who worked, who watched, and what they watched as. */
export interface Witnesses {
  readonly api: Api;
  readonly load: Workload;
  /** Number of the last event before the work began. */
  readonly since: number;
  readonly followers: readonly { readonly follower: Follower; readonly token: string }[];
}

/** Acknowledged commands against the events: what is missing, and what nobody was answered for. */
const compareCommands = async ({ api, load, since }: Witnesses) => {
  expect(load.refusals).toEqual([]);
  expect(load.mistakes).toEqual([]);
  expect(load.acknowledged).toHaveLength(load.sent.length);
  const { dispatcher, incident } = load.search;
  const entries = await allEntries(api, dispatcher, incident.id);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  const events = (entries as IncidentEvent[]).slice(since).map(wordsOfEvent);
  const answered = load.acknowledged.flatMap(wordsOfAnswer);
  const lost = surplus(answered, events);
  const doubled = surplus(events, answered);
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  return { lost: lost.length, doubled: doubled.length };
};

/** Every client against the server: the same state as the snapshot, every number applied once, nothing overheard. */
const compareFollowers = async ({ api, load, followers }: Witnesses) => {
  const incidentId = load.search.incident.id;
  let missed = 0;
  for (const token of new Set(followers.map((one) => one.token))) {
    const entries = await allEntries(api, token, incidentId);
    const snapshot = await api.call(token, getSnapshot, { params: { id: incidentId } });
    const state = stateFromSnapshot(snapshot);
    const hash = stateHash(state);
    expect(snapshotOf(foldOf(entries))).toEqual(snapshotOf(state));
    const hidden = new Set(entries.filter((entry) => !('type' in entry)).map(({ seq }) => seq));
    for (const { follower } of followers.filter((one) => one.token === token)) {
      await eventually(() => follower.seq >= state.seq, `a client at ${state.seq}`, 60_000);
      const wanted = Array.from(
        { length: state.seq - follower.baseSeq },
        (_, step) => follower.baseSeq + step + 1,
      );
      const applied = new Set(follower.applied);
      missed += wanted.filter((seq) => !applied.has(seq)).length;
      expect(follower.applied).toEqual(wanted);
      expect(follower.hash).toBe(hash);
      expect(follower.repeated).toBe(0);
      expect([...follower.shown].filter((seq) => hidden.has(seq))).toEqual([]);
    }
  }
  return { missed };
};

/** A repeat still gets the first answer, and leaves nothing. */
const compareRepeats = async ({ api, load }: Witnesses): Promise<void> => {
  const { dispatcher, incident } = load.search;
  const head = async () => (await api.call(dispatcher, getSnapshot, { params: { id: incident.id } })).seq;
  const before = await head();
  const remembered = load.acknowledged.filter(({ route }) => route !== reportPositions);
  const retried = remembered.filter(({ attempts }) => attempts > 1).slice(-20);
  for (const { route, request, token, answer } of [...retried, ...remembered.slice(-5)])
    expect(await api.call(token, route, request as never)).toEqual(answer);
  expect(await head()).toBe(before);
};

/** Holds everything against everything once the work has ended. @throws with the first promise that is broken */
export const judge = async (witnesses: Witnesses): Promise<Figures> => {
  const { lost, doubled } = await compareCommands(witnesses);
  const { missed } = await compareFollowers(witnesses);
  await compareRepeats(witnesses);
  const { acknowledged } = witnesses.load;
  return {
    acknowledged: acknowledged.length,
    lost,
    doubled,
    missed,
    repeated: acknowledged.filter(({ attempts }) => attempts > 1).length,
  };
};

/** The rows themselves: each acknowledged command once, numbers without gaps, each fix once, each application once. */
export const judgeRows = async (query: Query, load: Workload): Promise<void> => {
  const remembered = load.acknowledged.filter(({ route }) => route !== reportPositions);
  const [commands] = await query<{ n: number }>(
    'SELECT count(*)::int AS n FROM command WHERE command_id = ANY($1::uuid[])',
    [remembered.map(({ commandId }) => commandId)],
  );
  expect(commands?.n).toBe(remembered.length);
  const [numbers] = await query<{ n: number; last: number; seq: number }>(
    `SELECT count(*)::int AS n, max(o.seq)::int AS last, max(i.seq)::int AS seq
     FROM outbox o JOIN incident i ON i.id = o.incident_id WHERE o.incident_id = $1`,
    [load.search.incident.id],
  );
  expect(numbers).toEqual({ n: numbers?.seq, last: numbers?.seq, seq: numbers?.seq });
  const [fixes] = await query<{ n: number }>(
    'SELECT count(*)::int AS n FROM position WHERE incident_id = $1 AND device_id = ANY($2::uuid[])',
    [load.search.incident.id, [...new Set(load.fixes.map(({ deviceId }) => deviceId))]],
  );
  expect(fixes?.n).toBe(load.fixes.length);
  const applications = load.acknowledged.filter(({ route }) => route === createApplication);
  const [taken] = await query<{ n: number }>(
    'SELECT count(*)::int AS n FROM missing_person_application WHERE id = ANY($1::uuid[])',
    [applications.map(({ answer }) => (answer as { id: string }).id)],
  );
  expect(taken?.n).toBe(applications.length);
  const held = await query(
    `SELECT sector_id FROM sector_assignment
     WHERE incident_id = $1 AND NOT joint AND state NOT IN ('draft', 'completed', 'incomplete', 'refused', 'withdrawn')
     GROUP BY sector_id HAVING count(*) > 1`,
    [load.search.incident.id],
  );
  expect(held).toEqual([]);
};
