import {
  changeIncident,
  confirmOutcome,
  createApplication,
  openIncident,
  proposeOutcome,
  type Application,
} from '@izdeu/contracts';
import type { DemoPort } from './demo-port.js';
import { planDemoYear, type PlannedCase } from './demo-year.js';
import { inParallel, type StoredSquads } from './load-squads.js';

const LANES = 4;

interface Running {
  readonly id: string;
  readonly version: number;
}

const openPastIncident = async (
  port: DemoPort,
  plan: PlannedCase,
  applicationId: string,
  squads: StoredSquads,
): Promise<Running | null> => {
  const { incident } = plan;
  if (incident === null) return null;
  const opened = await port.call('dispatcher', openIncident, {
    body: { ...incident.body, applicationIds: [applicationId], squadIds: incident.squads.map(squads.idOf) },
  });
  return port.call('dispatcher', changeIncident, {
    params: { id: opened.id },
    body: { commandId: incident.activateCommandId, version: opened.version, state: 'active' },
  });
};

/** The dispatcher proposes, the supervisor confirms, and closes the search if there was one. */
const settle = async (
  port: DemoPort,
  plan: PlannedCase,
  stored: Application,
  squads: StoredSquads,
): Promise<void> => {
  const running = await openPastIncident(port, plan, stored.id, squads);
  for (const [index, outcome] of plan.outcomes.entries()) {
    const name = plan.application.persons[index]?.fullName;
    const person = stored.persons.find(({ profile }) => profile.fullName === name);
    if (person === undefined) throw new Error(`${plan.key}: fewer people stored than named`);
    const proposed = await port.call('dispatcher', proposeOutcome, {
      params: { id: person.id },
      body: {
        ...outcome.body,
        ...(outcome.foundBySquad !== null && { foundBySquadId: squads.idOf(outcome.foundBySquad) }),
        ...(running !== null && { incidentId: running.id }),
      },
    });
    await port.call('supervisor', confirmOutcome, {
      params: { id: proposed.id },
      body: { commandId: outcome.confirmCommandId },
    });
  }
  if (running === null || plan.incident === null) return;
  await port.call('supervisor', changeIncident, {
    params: { id: running.id },
    body: {
      commandId: plan.incident.closeCommandId,
      version: running.version,
      state: 'closed',
      reason: 'Итог подтверждён, группы вернулись',
    },
  });
};

/** The published year. Applications are taken one after another, so that references follow the order of the calls. */
export const loadYear = async (
  port: DemoPort,
  seed: string,
  squads: StoredSquads,
  log: (line: string) => void,
): Promise<void> => {
  const taken: { plan: PlannedCase; stored: Application }[] = [];
  for (const plan of planDemoYear(seed)) {
    const stored = await port.call('dispatcher', createApplication, { body: plan.application });
    taken.push({ plan, stored });
  }
  log(`demo: ${taken.length} applications of the year taken`);
  await inParallel(taken, LANES, ({ plan, stored }) => settle(port, plan, stored, squads));
  log('demo: outcomes proposed and confirmed');
};
