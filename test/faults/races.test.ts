// R8: many give the same sector away in the same moment. One wins, the others are told who.
import { randomUUID } from 'node:crypto';
import { assignSectors, formTeam, type Team } from '@izdeu/contracts';
import { isActiveAssignment } from '@izdeu/domain';
import type { DatabaseMode } from '@izdeu/testing';
import { expect } from '@jest/globals';
import { Refusal, type Api } from '../support/api.js';
import { SeededRandom } from '../support/random.js';
import { snapshotOfIncident, type Search } from '../support/search.js';
import { scenarios, type Figures, type Plan } from './scenario.js';
import { RegionWorld, StationWorld } from './world.js';

const DISPATCHERS = 50;
/** Dispatchers with accounts of their own; each of them sends from several windows. */
const ACCOUNTS = 5;
const CONTENDERS_OF_MANY = 3;
const RACES_AT_ONCE = 8;

type RaceWorld = StationWorld | RegionWorld;

const open = (mode: DatabaseMode): Promise<RaceWorld> =>
  mode === 'embedded' ? StationWorld.open(mode) : RegionWorld.open();

/** Both services in server mode, so that nothing in one process's memory decides. */
const doors = (world: RaceWorld): readonly Api[] =>
  world instanceof RegionWorld ? world.services : [world.station];

interface Field {
  readonly doors: readonly Api[];
  readonly dispatchers: readonly string[];
  readonly search: Search;
  readonly teams: readonly Team[];
}

const prepare = async (world: RaceWorld, dispatchers: readonly string[]): Promise<Field> => {
  const search = await world.search({ cellSizeMetres: 100 });
  // A third team, of the one member who is in none yet.
  const member = search.members[2]?.id ?? '';
  const body = {
    commandId: randomUUID(),
    callSign: 'Дос-2',
    leaderMemberId: member,
    memberIds: [member],
  };
  const params = { id: search.incident.id };
  const { team } = await world.api.call(search.dispatcher, formTeam, { params, body });
  const teams = [...search.teams, team];
  return { doors: doors(world), dispatchers, search, teams };
};

/** So many at once for one sector, each by the next door, as the next dispatcher, for a team the seed picks. */
const race = async (
  field: Field,
  sectorId: string,
  contenders: number,
  random: SeededRandom,
): Promise<void> => {
  const { doors: all, dispatchers, search, teams } = field;
  const answers = await Promise.all(
    Array.from({ length: contenders }, async (_, index) => {
      const team = random.pick(teams);
      const body = { commandId: randomUUID(), sectorIds: [sectorId], teamId: team.id };
      const door = all[index % all.length];
      const token = dispatchers[index % dispatchers.length] ?? '';
      if (door === undefined) throw new Error('no service');
      try {
        const { assignments } = await door.call(token, assignSectors, {
          params: { id: search.incident.id },
          body,
        });
        return { winner: assignments[0]?.teamCallSign };
      } catch (error) {
        if (error instanceof Refusal) return { refusal: error };
        throw error;
      }
    }),
  );
  const winners = answers.flatMap(({ winner }) => (winner === undefined ? [] : [winner]));
  expect(winners).toHaveLength(1);
  for (const { refusal } of answers) {
    if (refusal === undefined) continue;
    expect([refusal.status, refusal.error.code]).toEqual([409, 'SECTOR_TAKEN']);
    expect(refusal.error.details).toMatchObject({ sectorId, holder: { callSign: winners[0] } });
  }
};

/** What the races left: one active assignment for each sector raced for. Answers the number of doubles. */
const doublesOf = async ({ doors: all, search }: Field, raced: number): Promise<number> => {
  const [door] = all;
  if (door === undefined) throw new Error('no service');
  const { assignments } = await snapshotOfIncident(door, search.dispatcher, search.incident.id);
  const active = assignments.filter(({ state }) => isActiveAssignment(state));
  const sectors = new Set(active.map(({ sectorId }) => sectorId));
  expect(sectors.size).toBe(raced);
  return active.length - sectors.size;
};

const accountsOf = async (world: RaceWorld): Promise<string[]> => {
  const tokens = [world.people.dispatcher];
  while (tokens.length < ACCOUNTS)
    tokens.push(
      await world.api.account(world.people.administrator, `racer-${tokens.length}`, [
        { role: 'dispatcher', squadId: null },
      ]),
    );
  return tokens;
};

const sectorRaces = async (world: RaceWorld, plan: Plan): Promise<Figures> => {
  const random = new SeededRandom(plan.seed);
  const dispatchers = await accountsOf(world);
  const wanted = { large: plan.long ? 50 : 4, all: plan.long ? 10_000 : 120 };
  let races = 0;
  let doubled = 0;
  while (races < wanted.all) {
    const field = await prepare(world, dispatchers);
    const count = Math.min(field.search.grid.sectorCount, wanted.all - races);
    const line = Array.from({ length: count }, (_, index) => ({ index, number: races + index }));
    const runner = async (): Promise<void> => {
      for (let next = line.shift(); next !== undefined; next = line.shift()) {
        const contenders = next.number < wanted.large ? DISPATCHERS : CONTENDERS_OF_MANY;
        await race(field, field.search.sector(next.index), contenders, random);
      }
    };
    await Promise.all(Array.from({ length: RACES_AT_ONCE }, runner));
    doubled += await doublesOf(field, count);
    races += count;
  }
  expect(doubled).toBe(0);
  return { races, acknowledged: races, lost: 0, doubled, doors: doors(world).length };
};

scenarios(open, { 'sector-races': sectorRaces });
