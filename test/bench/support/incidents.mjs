// More incidents beside the first, each with a team and a grid of so many cells.
import { randomUUID } from 'node:crypto';
import { squareOutline } from './station.mjs';

/** Opens an incident of the prepared squad; answers it with its team and the ids of its sectors. */
export const openIncident = async (station, { dispatcher, squad, members, write }, kilometres = 2) => {
  const application = await write(dispatcher, '/applications', {
    applicant: { fullName: 'Заявитель', phone: '+7 700 000 00 01' },
    persons: [{ fullName: 'Пропавший' }],
  });
  const incident = await write(dispatcher, '/incidents', {
    applicationIds: [application.id],
    initialPlanningPoint: { type: 'Point', coordinates: [63.15, 52.95] },
    squadIds: [squad.id],
  });
  const { team } = await write(dispatcher, `/incidents/${incident.id}/teams`, {
    callSign: 'Дос-1',
    leaderMemberId: members[0].id,
    memberIds: members.map(({ id }) => id),
  });
  await write(dispatcher, `/incidents/${incident.id}/grids`, {
    boundary: squareOutline(kilometres),
    cellSizeMetres: 100,
  });
  const { features } = await station.call(dispatcher, 'GET', `/incidents/${incident.id}/sectors`);
  return { incidentId: incident.id, teamId: team.id, sectorIds: features.map(({ id }) => id) };
};

/** Assigns so many free sectors in one command: one event each. Answers the events. */
export const assignSome = async (
  station,
  { dispatcher, write },
  { incidentId, teamId, sectorIds },
  count,
) => {
  const { seq } = await write(dispatcher, `/incidents/${incidentId}/assignments`, {
    sectorIds: sectorIds.splice(0, count),
    teamId,
  });
  const path = `/incidents/${incidentId}/events?afterSeq=${seq - count}`;
  const { events } = await station.call(dispatcher, 'GET', path);
  return events;
};

/** One fix for each device, by one account, as a phone would send what it gathered. */
export const fixesOf = (deviceIds, sequence) =>
  deviceIds.map((deviceId, index) => ({
    deviceId,
    sequence,
    at: new Date(Date.now() - 1_000 + sequence).toISOString(),
    lon: 63.15 + index / 10_000 + sequence / 1_000_000,
    lat: 52.95,
    accuracyMetres: 6,
  }));
export const newDevices = (count) => Array.from({ length: count }, () => randomUUID());
