import type { IncidentView, listIncidents, RouteInput } from '@izdeu/contracts';
import { incidentScope, type Principal } from '@izdeu/domain';
import { incidentSummaryOf, type IncidentRow } from '@izdeu/persistence';
import type { EntityManager } from 'typeorm';
import { pageOfRows, readCursor } from '../paging.js';

type ViewRow = IncidentRow & {
  seq: number;
  squads: IncidentView['squads'];
  application_ids: string[];
  person_ids: string[];
};

const SELECT_VIEWS = `SELECT i.id, i.title, i.state, ST_X(i.initial_planning_point) AS lon,
    ST_Y(i.initial_planning_point) AS lat, i.utm_zone, i.operational_period, i.opened_at, i.practice, i.version, i.seq,
    COALESCE((SELECT json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) ORDER BY s.id)
      FROM incident_squad x JOIN squad s ON s.id = x.squad_id WHERE x.incident_id = i.id), '[]') AS squads,
    ARRAY(SELECT x.application_id FROM incident_application x WHERE x.incident_id = i.id
      ORDER BY x.application_id)::text[] AS application_ids,
    ARRAY(SELECT p.id FROM incident_application x JOIN missing_person p ON p.application_id = x.application_id
      WHERE x.incident_id = i.id ORDER BY p.id)::text[] AS person_ids
  FROM incident i`;

const viewOf = (row: ViewRow): IncidentView => ({
  ...incidentSummaryOf(row),
  seq: row.seq,
  squads: row.squads,
  applicationIds: row.application_ids,
  personIds: row.person_ids,
});

export const readIncidentView = async (manager: EntityManager, id: string): Promise<IncidentView | null> => {
  const rows: ViewRow[] = await manager.query(`${SELECT_VIEWS} WHERE i.id = $1`, [id]);
  return rows[0] === undefined ? null : viewOf(rows[0]);
};

export const readIncidentPage = async (
  manager: EntityManager,
  principal: Principal,
  query: RouteInput<typeof listIncidents>['query'],
) => {
  const scope = incidentScope(principal);
  const cursor = readCursor(query.cursor);
  const rows: ViewRow[] = await manager.query(
    `${SELECT_VIEWS} WHERE ($1::uuid[] IS NULL OR EXISTS (SELECT 1 FROM incident_squad y
         WHERE y.incident_id = i.id AND y.squad_id = ANY($1)))
       AND ($2::text IS NULL OR i.state = $2)
       AND ($3::timestamptz IS NULL OR (i.opened_at, i.id) < ($3, $4::uuid))
     ORDER BY i.opened_at DESC, i.id DESC LIMIT $5`,
    [
      scope === 'region' ? null : [...scope],
      query.state ?? null,
      cursor?.at ?? null,
      cursor?.id ?? null,
      query.limit + 1,
    ],
  );
  return pageOfRows(rows, query.limit, (row) => ({ at: row.opened_at, id: row.id }), viewOf);
};
