import {
  assignSectors,
  changeAssignmentStatus,
  changeIncident,
  createApplication,
  formTeam,
  listApplications,
  openIncident,
  type Assignment,
  type AssignmentState,
  type Debrief,
  type LonLat,
} from '@izdeu/contracts';
import {
  OPEN_INCIDENTS,
  type PlannedAssignment,
  type PlannedOpenIncident,
  type PlannedTeam,
} from './demo-open-incidents.js';
import { pointFrom } from './demo-places.js';
import type { DemoPort } from './demo-port.js';
import { divide, takeNearest, type FreeSector, type LoadContext } from './divide-area.js';
import { reportTeamPositions } from './load-positions.js';
import type { StoredSquads } from './load-squads.js';
import { uuidFrom } from './seeded-random.js';

const MINUTE = 60_000;

/**
 * The moment everything is told from. A repeated or interrupted load reads it back from the application it made
 * the first time: the same commands then carry the same bodies and nothing happens twice.
 */
const startOf = async (port: DemoPort, plan: PlannedOpenIncident, now: Date): Promise<Date> => {
  const page = await port.call('dispatcher', listApplications, { query: { limit: 200 } });
  const earlier = page.items.find((row) => row.persons.some(({ fullName }) => fullName === plan.personName));
  if (earlier !== undefined) return new Date(Date.parse(earlier.receivedAt) + plan.hoursAgo * 60 * MINUTE);
  return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
};

const openOne = async ({ port, seed, squads, plan }: LoadContext, now: Date): Promise<string> => {
  const application = await port.call('dispatcher', createApplication, {
    body: { ...plan.application(now), commandId: uuidFrom(seed, `${plan.key}:create`) },
  });
  const incident = await port.call('dispatcher', openIncident, {
    body: {
      commandId: uuidFrom(seed, `${plan.key}:open`),
      applicationIds: [application.id],
      title: plan.title,
      initialPlanningPoint: pointFrom(plan.planningPoint, 0, 0),
      utmZone: plan.utmZone,
      squadIds: plan.squads.map(squads.idOf),
    },
  });
  await port.call('dispatcher', changeIncident, {
    params: { id: incident.id },
    body: { commandId: uuidFrom(seed, `${plan.key}:activate`), version: incident.version, state: 'active' },
  });
  return incident.id;
};

const PATHS: Record<PlannedAssignment['until'], readonly AssignmentState[]> = {
  draft: [],
  assigned: [],
  acknowledged: ['acknowledged'],
  'en-route': ['acknowledged', 'en-route'],
  searching: ['acknowledged', 'en-route', 'searching'],
  paused: ['acknowledged', 'en-route', 'searching', 'paused'],
  completed: ['acknowledged', 'en-route', 'searching', 'returning', 'debriefing', 'completed'],
};
const debriefOf = (team: PlannedTeam, cellSizeMetres: number): Debrief => ({
  searchedSharePercent: 100,
  estimatedPodPercent: 70,
  searchers: team.members.length + 1,
  trackLengthMetres: cellSizeMetres * 18,
  sweepWidthMetres: 25,
  spacingMetres: 15,
  notes: 'Прошли цепью, кричали и слушали. Следов нет.',
});

/** The leader's phone takes the assignment step by step to where it stands now. */
const advance = async (
  { port, seed, plan }: LoadContext,
  team: PlannedTeam,
  key: string,
  assignment: Assignment,
  until: PlannedAssignment['until'],
): Promise<void> => {
  for (const to of PATHS[until]) {
    await port.call(team.leader, changeAssignmentStatus, {
      params: { id: assignment.id },
      body: {
        commandId: uuidFrom(seed, `${key}:${to}`),
        to,
        ...(to === 'paused' && { reason: 'Меняем батареи и греемся в машине, продолжим через полчаса' }),
        ...(to === 'completed' && { debrief: debriefOf(team, plan.cellSizeMetres) }),
      },
    });
  }
};

const loadTeam = async (
  context: LoadContext,
  incidentId: string,
  plan: PlannedTeam,
  sectors: { readonly drawn: FreeSector; readonly free: FreeSector[] },
  leaderMemberId: string,
): Promise<LonLat> => {
  const { port, seed, squads } = context;
  const key = `${context.plan.key}:team:${plan.callSign}`;
  const others = plan.members.map((index) => squads.adults(plan.squad, index).id);
  const { team } = await port.call('dispatcher', formTeam, {
    params: { id: incidentId },
    body: {
      commandId: uuidFrom(seed, key),
      callSign: plan.callSign,
      leaderMemberId,
      memberIds: [leaderMemberId, ...others],
    },
  });
  let whereabouts = sectors.drawn.centre;
  for (const [index, { near, until }] of plan.assignments.entries()) {
    const sector =
      near === 'drawn'
        ? sectors.drawn
        : takeNearest(sectors.free, pointFrom(context.plan.planningPoint, ...near).coordinates);
    const { assignments } = await port.call('dispatcher', assignSectors, {
      params: { id: incidentId },
      body: {
        commandId: uuidFrom(seed, `${key}:assign:${index}`),
        sectorIds: [sector.id],
        teamId: team.id,
        draft: until === 'draft',
        instructions: 'Идти цепью, каждые сто метров остановиться, позвать и послушать минуту.',
      },
    });
    for (const one of assignments) await advance(context, plan, `${key}:${index}`, one, until);
    if (near !== 'drawn') whereabouts = sector.centre;
  }
  return whereabouts;
};

/** The searches that are running now: area, teams, assignments on their way, and phones in the field. */
export const loadOpenIncidents = async (
  port: DemoPort,
  seed: string,
  squads: StoredSquads,
  memberOf: (login: PlannedTeam['leader']) => string,
  now: Date,
  log: (line: string) => void,
): Promise<void> => {
  for (const plan of OPEN_INCIDENTS) {
    const context = { port, seed, squads, plan };
    const start = await startOf(port, plan, now);
    const incidentId = await openOne(context, start);
    const sectors = await divide(context, incidentId);
    for (const team of plan.teams) {
      const centre = await loadTeam(context, incidentId, team, sectors, memberOf(team.leader));
      await reportTeamPositions(port, seed, {
        incidentId,
        key: plan.key,
        login: team.leader,
        centre,
        until: start,
      });
    }
    log(
      `demo: ${plan.key}: ${sectors.free.length} sectors still free, ${plan.teams.length} teams in the field`,
    );
  }
};
