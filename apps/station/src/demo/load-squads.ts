import { addMember, createSquad, recordTraining } from '@izdeu/contracts';
import type { AdultsOf, StoredMember } from './demo-accounts.js';
import { DEMO_ADMINISTRATOR, type DemoPort } from './demo-port.js';
import { planDemoSquads, type PlannedSquad, type SquadCode } from './demo-squads.js';

export interface StoredSquads {
  readonly idOf: (code: SquadCode) => string;
  readonly adults: AdultsOf;
}

/** Runs over independent items, so many at a time; the first failure stops it. */
export const inParallel = async <T>(
  items: readonly T[],
  lanes: number,
  run: (item: T) => Promise<unknown>,
): Promise<void> => {
  const rest = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await run(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

const loadSquad = async (
  port: DemoPort,
  plan: PlannedSquad,
): Promise<{ id: string; adults: StoredMember[] }> => {
  const as = DEMO_ADMINISTRATOR.login;
  const squad = await port.call(as, createSquad, { body: plan.body });
  const adults: StoredMember[] = [];
  for (const { body, branch, isAdult } of plan.members) {
    const branchId = branch === null ? undefined : squad.branches[branch]?.id;
    const member = await port.call(as, addMember, {
      params: { id: squad.id },
      body: { ...body, ...(branchId !== undefined && { branchId }) },
    });
    if (isAdult) adults.push({ id: member.id, fullName: member.fullName, squadId: squad.id });
  }
  for (const body of plan.trainings) await port.call(as, recordTraining, { params: { id: squad.id }, body });
  return { id: squad.id, adults };
};

/** The squads with their members and trainings. */
export const loadSquads = async (port: DemoPort, seed: string, thisYear: number): Promise<StoredSquads> => {
  const stored = new Map<SquadCode, { id: string; adults: StoredMember[] }>();
  for (const plan of planDemoSquads(seed, thisYear)) stored.set(plan.code, await loadSquad(port, plan));
  const squad = (code: SquadCode): { id: string; adults: StoredMember[] } => {
    const found = stored.get(code);
    if (found === undefined) throw new RangeError(`no squad ${code}`);
    return found;
  };
  return {
    idOf: (code) => squad(code).id,
    adults: (code, index) => {
      const member = squad(code).adults[index];
      if (member === undefined) throw new RangeError(`squad ${code} has no adult ${index}`);
      return member;
    },
  };
};
