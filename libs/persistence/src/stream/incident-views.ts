import type {
  Assignment,
  DrawnSector,
  Grid,
  IncidentSummary,
  PersonCard,
  PersonProfile,
  SectorCoverage,
  SquadSummary,
  Team,
} from '@izdeu/contracts';
import { isMinorIn } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';

// The one place where rows become what clients hold: events and snapshots are built from the same views, so that a
// late joiner's snapshot equals the fold of the events. Every list is ordered by id.

export interface IncidentRow {
  id: string;
  title: string;
  state: IncidentSummary['state'];
  lon: number;
  lat: number;
  utm_zone: number;
  operational_period: number;
  opened_at: Date;
  practice: boolean;
  version: number;
}

export const incidentSummaryOf = (row: IncidentRow): IncidentSummary => ({
  id: row.id,
  title: row.title,
  state: row.state,
  initialPlanningPoint: { type: 'Point', coordinates: [row.lon, row.lat] },
  utmZone: row.utm_zone,
  operationalPeriod: row.operational_period,
  openedAt: row.opened_at.toISOString(),
  ...(row.practice && { practice: true as const }),
  version: row.version,
});

export interface PersonRow {
  id: string;
  profile: PersonProfile;
  category: PersonCard['category'];
  photo_id: string | null;
  last_seen_at: string | null;
}

/** Only what helps to recognise and to call the person: health, carried phones, other habits and contacts stay behind. */
export const personCardOf = ({ id, profile, category, ...row }: PersonRow): PersonCard => ({
  id,
  fullName: profile.fullName ?? null,
  description: profile.description ?? null,
  birthYear: profile.birthYear ?? birthYearOf(profile.birthDate),
  sex: profile.sex,
  category,
  looks: profile.looks,
  clothes: profile.clothes,
  lastSeenAt: row.last_seen_at,
  photoId: row.photo_id,
  ...(profile.habits.respondsToName !== undefined && { respondsToName: profile.habits.respondsToName }),
});

const birthYearOf = (birthDate: string | undefined): number | null =>
  birthDate === undefined ? null : Number(birthDate.slice(0, 4));

export interface TeamRow {
  id: string;
  call_sign: string;
  leader_member_id: string;
  disbanded_at: Date | null;
  version: number;
  members: { memberId: string; fullName: string; birthYear: number | null; squadId: string }[];
}

export const teamView = (row: TeamRow, now: Date): Team => ({
  id: row.id,
  callSign: row.call_sign,
  leaderMemberId: row.leader_member_id,
  members: row.members.map(({ memberId, fullName, birthYear }) => ({
    memberId,
    fullName,
    isMinor: birthYear !== null && isMinorIn(birthYear, now),
  })),
  squadIds: [...new Set(row.members.map((member) => member.squadId))].sort(),
  disbanded: row.disbanded_at !== null,
  version: row.version,
});

export interface AssignmentRow {
  id: string;
  sector_id: string;
  sector_label: string;
  team_id: string;
  team_call_sign: string;
  state: Assignment['state'];
  type: Assignment['type'];
  joint: boolean;
  operational_period: number;
  instructions: string | null;
  reason: string | null;
  assigned_at: Date | null;
  changed_at: Date;
  version: number;
}

export const assignmentView = (row: AssignmentRow): Assignment => ({
  id: row.id,
  sectorId: row.sector_id,
  sectorLabel: row.sector_label,
  teamId: row.team_id,
  teamCallSign: row.team_call_sign,
  state: row.state,
  type: row.type,
  joint: row.joint,
  operationalPeriod: row.operational_period,
  instructions: row.instructions,
  reason: row.reason,
  assignedAt: row.assigned_at?.toISOString() ?? null,
  changedAt: row.changed_at.toISOString(),
  version: row.version,
});

/** Null when there is no such incident. */
export const readIncidentSummary = async (
  manager: EntityManager,
  incidentId: string,
): Promise<IncidentSummary | null> => {
  const rows: IncidentRow[] = await manager.query(
    `SELECT id, title, state, ST_X(initial_planning_point) AS lon, ST_Y(initial_planning_point) AS lat, utm_zone,
       operational_period, opened_at, practice, version
     FROM incident WHERE id = $1`,
    [incidentId],
  );
  return rows[0] === undefined ? null : incidentSummaryOf(rows[0]);
};

export const readSquadsOf = (manager: EntityManager, incidentId: string): Promise<SquadSummary[]> =>
  manager.query(
    `SELECT s.id, s.code, s.name FROM incident_squad i JOIN squad s ON s.id = i.squad_id
     WHERE i.incident_id = $1 ORDER BY s.id`,
    [incidentId],
  );

export const readPersonCards = async (manager: EntityManager, incidentId: string): Promise<PersonCard[]> => {
  const rows: PersonRow[] = await manager.query(
    `SELECT p.id, p.profile, p.category, p.photo_id, a.last_seen->>'at' AS last_seen_at
     FROM incident_application i
     JOIN missing_person_application a ON a.id = i.application_id
     JOIN missing_person p ON p.application_id = a.id
     WHERE i.incident_id = $1 ORDER BY p.id`,
    [incidentId],
  );
  return rows.map(personCardOf);
};

/** Grids in use. */
export const readGrids = (manager: EntityManager, incidentId: string): Promise<Grid[]> =>
  manager.query(
    `SELECT id, definition, label_prefix AS "labelPrefix", sector_count AS "sectorCount",
       area_square_metres AS "areaSquareMetres"
     FROM search_grid WHERE incident_id = $1 AND archived_at IS NULL ORDER BY id`,
    [incidentId],
  );

/** Sectors drawn by hand and in use; the cells of a grid follow from its definition. */
export const readDrawnSectors = (manager: EntityManager, incidentId: string): Promise<DrawnSector[]> =>
  manager.query(
    `SELECT id, label, kind, ST_AsGeoJSON(geometry, 15)::json AS geometry,
       area_square_metres AS "areaSquareMetres"
     FROM sector WHERE incident_id = $1 AND grid_id IS NULL AND archived_at IS NULL ORDER BY id`,
    [incidentId],
  );

/** The named teams, disbanded or not; without names those that are in the field. */
export const readTeams = async (
  manager: EntityManager,
  incidentId: string,
  now: Date,
  teamIds?: readonly string[],
): Promise<Team[]> => {
  const rows: TeamRow[] = await manager.query(
    `SELECT t.id, t.call_sign, t.leader_member_id, t.disbanded_at, t.version, COALESCE((
       SELECT json_agg(json_build_object('memberId', m.id, 'fullName', m.full_name, 'birthYear', m.birth_year,
         'squadId', m.squad_id) ORDER BY m.id)
       FROM team_member tm JOIN member m ON m.id = tm.member_id WHERE tm.team_id = t.id), '[]') AS members
     FROM team t
     WHERE t.incident_id = $1 AND ${teamIds === undefined ? 't.disbanded_at IS NULL' : 't.id = ANY($2::uuid[])'}
     ORDER BY t.id`,
    teamIds === undefined ? [incidentId] : [incidentId, teamIds],
  );
  return rows.map((row) => teamView(row, now));
};

/** In these words the index `sector_assignment_open` is used: what is finished costs a reader nothing. */
const OPEN_ASSIGNMENTS = `a.state NOT IN ('completed', 'incomplete', 'refused', 'withdrawn')`;

/** The named assignments in any state; without names those that may still move. */
export const readAssignments = async (
  manager: EntityManager,
  incidentId: string,
  assignmentIds?: readonly string[],
): Promise<Assignment[]> => {
  const rows: AssignmentRow[] = await manager.query(
    `SELECT a.*, s.label AS sector_label, t.call_sign AS team_call_sign
     FROM sector_assignment a JOIN sector s ON s.id = a.sector_id JOIN team t ON t.id = a.team_id
     WHERE a.incident_id = $1 AND ${assignmentIds === undefined ? OPEN_ASSIGNMENTS : 'a.id = ANY($2::uuid[])'}
     ORDER BY a.id`,
    assignmentIds === undefined ? [incidentId] : [incidentId, assignmentIds],
  );
  return rows.map(assignmentView);
};

export const readCoverage = async (manager: EntityManager, incidentId: string): Promise<SectorCoverage[]> => {
  const rows: { sector_id: string; passes: number; cumulative_pod: number; last_pass_at: Date }[] =
    await manager.query(
      `SELECT sector_id, passes, cumulative_pod, last_pass_at FROM sector_coverage
       WHERE incident_id = $1 ORDER BY sector_id`,
      [incidentId],
    );
  return rows.map((row) => ({
    sectorId: row.sector_id,
    passes: row.passes,
    cumulativePod: row.cumulative_pod,
    lastPassAt: row.last_pass_at.toISOString(),
  }));
};
