import type { Assignment, AssignmentState } from '@izdeu/contracts';
import { DomainError, isActiveAssignment } from '@izdeu/domain';
import { assignmentView, newId, type AssignmentRow } from '@izdeu/persistence';
import type { EntityManager } from 'typeorm';

interface Holder {
  readonly assignmentId: string;
  readonly teamId: string;
  readonly callSign: string;
  readonly state: AssignmentState;
  readonly joint: boolean;
}

/** A sector in use with every assignment it ever had in a team's hands. */
export interface SectorHolders {
  readonly id: string;
  readonly label: string;
  readonly holders: readonly Holder[];
}

/** What the decision to assign rests on. `squadIds` and `state` are null when there is no such incident. */
export interface AssignContext {
  readonly id: string;
  readonly squadIds: readonly string[] | null;
  readonly state: string | null;
  readonly operationalPeriod: number;
  /** Null when there is no such team in the field. */
  readonly teamCallSign: string | null;
  readonly sectors: readonly SectorHolders[];
}

/** `$1` incident, `$2` sectors. */
const SECTOR_HOLDERS = `
  SELECT s.id, s.label, COALESCE((
    SELECT json_agg(json_build_object('assignmentId', a.id, 'teamId', a.team_id, 'callSign', t.call_sign,
      'state', a.state, 'joint', a.joint) ORDER BY a.id)
    FROM sector_assignment a JOIN team t ON t.id = a.team_id
    WHERE a.sector_id = s.id AND a.state NOT IN ('completed', 'incomplete', 'refused', 'withdrawn')), '[]') AS holders
  FROM sector s WHERE s.incident_id = $1 AND s.id = ANY($2::uuid[]) AND s.archived_at IS NULL`;

/** The sectors of these that are in use, ordered by id. */
export const readSectorHolders = (
  manager: EntityManager,
  incidentId: string,
  sectorIds: readonly string[],
): Promise<SectorHolders[]> => manager.query(`${SECTOR_HOLDERS} ORDER BY s.id`, [incidentId, sectorIds]);

/** Everything the decision needs in one statement: phones wait for it. */
export const readAssignContext = async (
  manager: EntityManager,
  { incidentId, teamId, sectorIds }: { incidentId: string; teamId: string; sectorIds: readonly string[] },
): Promise<AssignContext> => {
  const rows: Omit<AssignContext, 'id'>[] = await manager.query(
    `SELECT i.state, i.operational_period AS "operationalPeriod",
       ARRAY(SELECT q.squad_id FROM incident_squad q WHERE q.incident_id = i.id)::text[] AS "squadIds",
       (SELECT t.call_sign FROM team t WHERE t.id = $3 AND t.incident_id = i.id AND t.disbanded_at IS NULL)
         AS "teamCallSign",
       COALESCE((SELECT json_agg(h ORDER BY h.id) FROM (${SECTOR_HOLDERS}) AS h), '[]') AS sectors
     FROM incident i WHERE i.id = $1`,
    [incidentId, sectorIds, teamId],
  );
  const nothing = { squadIds: null, state: null, operationalPeriod: 1, teamCallSign: null, sectors: [] };
  return { id: incidentId, ...(rows[0] ?? nothing) };
};

/** @throws DomainError REFUSED naming those that are not there */
export const allSectors = (
  sectors: readonly SectorHolders[],
  sectorIds: readonly string[],
): readonly SectorHolders[] => {
  if (sectors.length === sectorIds.length) return sectors;
  const known = new Set(sectors.map((sector) => sector.id));
  throw new DomainError('REFUSED', 'no such sector in this incident', {
    field: 'sectorIds',
    unknown: sectorIds.filter((id) => !known.has(id)).slice(0, 20),
  });
};

interface Wish {
  readonly teamId: string;
  readonly joint: boolean;
}

/** Sectors named in one refusal; a longer list helps nobody. */
const TAKEN_SHOWN = 200;

/** Who stands in the way of giving a sector to a team; undefined when nobody does. */
const blockingHolder = ({ holders }: SectorHolders, { teamId, joint }: Wish): Holder | undefined => {
  const active = holders.filter((holder) => isActiveAssignment(holder.state));
  const own = active.find((holder) => holder.teamId === teamId);
  return own ?? (joint && active.every((holder) => holder.joint) ? undefined : active[0]);
};

/**
 * One sector, one active assignment, unless the coordinator says joint. The incident's lock makes this check
 * safe; a unique index stands behind it. All or none: the refusal names every sector that is taken, so that the
 * rest can be given in one more step. @throws DomainError SECTOR_TAKEN naming who holds what
 */
export const checkFree = (sectors: readonly SectorHolders[], wish: Wish): void => {
  const taken = sectors.flatMap((sector) => {
    const holder = blockingHolder(sector, wish);
    if (holder === undefined) return [];
    const { assignmentId, teamId, callSign, state } = holder;
    return [
      {
        sectorId: sector.id,
        sectorLabel: sector.label,
        holder: { teamId, callSign, assignmentId, state },
      },
    ];
  });
  const [first] = taken;
  if (first === undefined) return;
  throw new DomainError('SECTOR_TAKEN', `sector ${first.sectorLabel} is held by ${first.holder.callSign}`, {
    field: 'sectorIds',
    ...first,
    taken: taken.slice(0, TAKEN_SHOWN),
  });
};

export interface NewAssignments {
  readonly sectors: readonly SectorHolders[];
  readonly teamId: string;
  readonly type: Assignment['type'];
  readonly joint: boolean;
  readonly state: 'draft' | 'assigned';
  readonly instructions: string | null;
  readonly now: Date;
}

/** Stores one assignment a sector and answers them as clients hold them. */
export const insertAssignments = async (
  manager: EntityManager,
  incidentId: string,
  { operationalPeriod, teamCallSign }: AssignContext,
  wish: NewAssignments,
): Promise<Assignment[]> => {
  const rows = wish.sectors.map((sector): AssignmentRow => ({
    id: newId(),
    sector_id: sector.id,
    sector_label: sector.label,
    team_id: wish.teamId,
    team_call_sign: teamCallSign ?? '',
    state: wish.state,
    type: wish.type,
    joint: wish.joint,
    operational_period: operationalPeriod,
    instructions: wish.instructions,
    reason: null,
    assigned_at: wish.state === 'draft' ? null : wish.now,
    changed_at: wish.now,
    version: 1,
  }));
  await manager.query(
    `INSERT INTO sector_assignment (id, incident_id, sector_id, team_id, state, type, joint, operational_period,
       instructions, assigned_at, changed_at, version)
     SELECT n.id, $1, n.sector_id, $2, $3, $4, $5, $6, $7, $8, $9, 1
     FROM unnest($10::uuid[], $11::uuid[]) AS n(id, sector_id)`,
    [
      incidentId,
      wish.teamId,
      wish.state,
      wish.type,
      wish.joint,
      operationalPeriod,
      wish.instructions,
      wish.state === 'draft' ? null : wish.now,
      wish.now,
      rows.map((row) => row.id),
      rows.map((row) => row.sector_id),
    ],
  );
  return rows.map(assignmentView).sort((left, right) => (left.id < right.id ? -1 : 1));
};
