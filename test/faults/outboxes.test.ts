// R9: phones that were away send what they kept. However their outboxes interleave, whatever is lost, repeated or late,
// the search ends in the same state. Two phones of one team report the same assignments; each keeps its own order.
import { randomUUID } from 'node:crypto';
import { assignSectors, listPositions, type Assignment, type Fix } from '@izdeu/contracts';
import { canonicalJson, stateFromSnapshot, stateHash, textHash } from '@izdeu/domain';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { SeededRandom } from '../support/random.js';
import { snapshotOfIncident, type Search } from '../support/search.js';
import { allEntries, foldOf } from './oracle.js';
import { moves, phonePlan, reportsOf, SECTORS, type Move, type PhonePlan } from './outbox-plan.js';
import { PhoneOutbox } from './phone-outbox.js';
import { scenarios, type Figures, type Plan } from './scenario.js';
import { StationWorld } from './world.js';

/** Phones of the team's leader and of a searcher in it, and one of the other team, which shares every sector. */
const PHONES = 3;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** One search with its assignments and phones, before anything was sent. */
interface Stage {
  readonly search: Search;
  readonly phones: readonly PhoneOutbox[];
  /** What ids are called, so that two searches can be compared. */
  readonly names: ReadonlyMap<string, string>;
}

const assignAll = async (world: StationWorld, search: Search): Promise<Assignment[][]> => {
  const sectorIds = Array.from({ length: SECTORS }, (_, index) => search.sector(index));
  return Promise.all(
    search.teams.map(async ({ id: teamId }) => {
      const { assignments } = await world.api.call(search.dispatcher, assignSectors, {
        params: { id: search.incident.id },
        body: { commandId: randomUUID(), sectorIds, teamId, joint: true },
      });
      return sectorIds.map((id) => {
        const found = assignments.find(({ sectorId }) => sectorId === id);
        if (found === undefined) throw new Error('not assigned');
        return found;
      });
    }),
  );
};

const fixesOf = (device: number, deviceId: string, batch: number, count: number): Fix[] =>
  Array.from({ length: count }, (_, index) => {
    const sequence = batch * count + index;
    const at = new Date(Date.UTC(2026, 10, 20, 10, 0, sequence)).toISOString();
    return {
      deviceId,
      sequence,
      at,
      lon: 63.1 + sequence / 1_000,
      lat: 52.95 + device / 100,
      accuracyMetres: 5,
    };
  });

const prepare = async (
  world: StationWorld,
  tokens: readonly string[],
  plans: readonly PhonePlan[],
): Promise<Stage> => {
  const search = await world.search();
  const assignments = await assignAll(world, search);
  const names = new Map<string, string>([
    [search.incident.id, 'incident'],
    [search.incident.title, 'title'],
    [search.grid.id, 'grid'],
  ]);
  for (const id of search.incident.personIds) names.set(id, 'person');
  for (const [index, team] of search.teams.entries()) names.set(team.id, `team ${index}`);
  for (const [team, own] of assignments.entries())
    for (const [sector, { id, sectorId }] of own.entries())
      names.set(id, `assignment ${team} ${sector}`).set(sectorId, `sector ${sector}`);
  const phones = plans.map((plan, index) => {
    const phone = new PhoneOutbox(world.api, tokens[index] ?? '', search.incident.id);
    for (const { sector, to } of reportsOf(plan)) {
      const assignment = assignments[index < 2 ? 0 : 1]?.[sector];
      // What a team saw, it saw: whichever of its phones says so.
      const debrief = {
        searchedSharePercent: 100,
        estimatedPodPercent: 40 + 10 * sector + (index < 2 ? 0 : 5),
      };
      const body = to === 'completed' ? { to, debrief } : { to };
      phone.add({ routeId: 'changeAssignmentStatus', params: { id: assignment?.id ?? '' }, body });
    }
    const deviceId = randomUUID();
    names.set(deviceId, `device ${index}`);
    for (let batch = 0; batch < plan.batches; batch += 1) {
      const fixes = fixesOf(index, deviceId, batch, plan.fixesPerBatch);
      phone.add({ routeId: 'reportPositions', params: { id: search.incident.id }, body: { fixes } });
    }
    return phone;
  });
  return { search, phones, names };
};

/** Ids by their names, instants as such, lists without order: what is left is what people see. */
const essence = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return names.get(value) ?? (INSTANT.test(value) ? 'instant' : value);
  // Sums of chances may differ in the last bit by the order of addition.
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (Array.isArray(value))
    return value
      .map((item) => essence(item, names))
      .sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, essence(field, names)]));
};

/** The state as everybody ends up with it, as one hash; folded events and the snapshot must agree first. */
const outcomeOf = async (world: StationWorld, { search, names }: Stage) => {
  const { dispatcher, incident, squads, members } = search;
  const snapshot = await snapshotOfIncident(world.api, dispatcher, incident.id);
  const entries = await allEntries(world.api, dispatcher, incident.id);
  expect(stateHash(foldOf(entries))).toBe(stateHash(stateFromSnapshot(snapshot)));
  const { items } = await world.api.call(dispatcher, listPositions, { params: { id: incident.id } });
  const known = new Map(names);
  for (const { id } of [...squads, ...members]) known.set(id, `of all searches: ${id.slice(0, 8)}`);
  for (const { userId } of items) known.set(userId, `user ${userId.slice(-8)}`);
  const state = essence({ snapshot: { ...snapshot, incident: null }, positions: items }, known);
  return { state, hash: textHash(canonicalJson(state)), seq: snapshot.seq };
};

/** As the moves say, then whatever is left, then everything that ever arrived once more in any order. */
const wildly = async (
  { phones }: Stage,
  schedule: readonly Move[],
  random: SeededRandom,
): Promise<number> => {
  const arrived = () => phones.flatMap((phone) => phone.arrived.map((entry) => ({ phone, entry })));
  let repeats = 0;
  for (const { phone, lane, fate, repeat } of schedule) {
    await phones[phone]?.attempt(lane, fate);
    const all = arrived();
    const late = repeat === null ? undefined : all[repeat % Math.max(1, all.length)];
    if (late === undefined) continue;
    repeats += 1;
    await late.phone.repeat(late.entry);
  }
  for (const phone of random.shuffled(phones)) await phone.drain();
  for (const { phone, entry } of random.shuffled([...arrived(), ...arrived()])) {
    repeats += 1;
    await phone.repeat(entry);
  }
  return repeats;
};

const outboxes = async (world: StationWorld, plan: Plan): Promise<Figures> => {
  const { people } = world;
  const squad = people.squads[1].id;
  const other = await world.api.account(
    people.administrator,
    'other-team',
    [{ role: 'squad-member', squadId: squad }],
    people.members[3]?.id,
  );
  const tokens = [people.leader, people.searcher, other];
  const runs = Number(process.env.IZDEU_OUTBOX_RUNS ?? (plan.long ? 40 : 4));
  let commands = 0;
  let repeats = 0;
  const plans = fc.array(phonePlan, { minLength: PHONES, maxLength: PHONES });
  await fc.assert(
    fc.asyncProperty(plans, moves(PHONES), fc.nat(), async (drawn, schedule, seed) => {
      const inTurn = await prepare(world, tokens, drawn);
      for (const phone of inTurn.phones) await phone.drain();
      const expected = await outcomeOf(world, inTurn);
      expect(canonicalJson(expected.state)).not.toMatch(UUID);

      const wild = await prepare(world, tokens, drawn);
      repeats += await wildly(wild, schedule, new SeededRandom(seed));
      const atOnce = await prepare(world, tokens, drawn);
      await Promise.all(atOnce.phones.map((phone) => phone.drain()));
      for (const stage of [wild, atOnce]) {
        const outcome = await outcomeOf(world, stage);
        expect(outcome.state).toEqual(expected.state);
        expect(outcome.hash).toBe(expected.hash);
        expect(outcome.seq).toBe(expected.seq);
      }
      commands += wild.phones.reduce((sum, { arrived }) => sum + arrived.length, 0);
    }),
    { numRuns: runs, seed: plan.seed, endOnFailure: true },
  );
  return { runs, acknowledged: commands, repeats, lost: 0, doubled: 0 };
};

scenarios(StationWorld.open, { outboxes });
