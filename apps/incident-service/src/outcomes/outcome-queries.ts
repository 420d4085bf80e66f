import type { listOutcomes, Outcome, RouteInput } from '@izdeu/contracts';
import type { Principal } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';
import { visibleApplications } from '../applications/application-access.js';
import { pageOfRows, readCursor } from '../paging.js';

interface OutcomeRow {
  id: string;
  person_id: string;
  person_name: string | null;
  application_id: string;
  reference: string;
  practice: boolean;
  incident_id: string | null;
  kind: Outcome['kind'];
  state: Outcome['state'];
  evidence: string;
  lon: number | null;
  lat: number | null;
  place_text: string | null;
  distance: number | null;
  occurred_at: Date;
  found_by_squad_id: string | null;
  proposed_by: string;
  proposer: string;
  proposed_at: Date;
  decided_by: string | null;
  decider: string | null;
  decided_at: Date | null;
  decision_reason: string | null;
  version: number;
}

const SELECT_OUTCOMES = `SELECT o.id, o.person_id, p.profile->>'fullName' AS person_name, a.id AS application_id,
    a.reference, a.practice, o.incident_id, o.kind, o.state, o.evidence, ST_X(o.place) AS lon, ST_Y(o.place) AS lat, o.place_text,
    o.distance_from_planning_point_metres AS distance, o.occurred_at, o.found_by_squad_id, o.proposed_by,
    u.display_name AS proposer, o.proposed_at, o.decided_by, d.display_name AS decider, o.decided_at,
    o.decision_reason, o.version
  FROM outcome o JOIN missing_person p ON p.id = o.person_id
  JOIN missing_person_application a ON a.id = p.application_id
  JOIN app_user u ON u.id = o.proposed_by LEFT JOIN app_user d ON d.id = o.decided_by`;

const viewOf = (row: OutcomeRow): Outcome => ({
  id: row.id,
  personId: row.person_id,
  personName: row.person_name,
  applicationId: row.application_id,
  applicationReference: row.reference,
  ...(row.practice && { practice: true as const }),
  incidentId: row.incident_id,
  kind: row.kind,
  state: row.state,
  evidence: row.evidence,
  place: row.lon === null || row.lat === null ? null : { type: 'Point', coordinates: [row.lon, row.lat] },
  placeText: row.place_text,
  distanceFromPlanningPointMetres: row.distance,
  occurredAt: row.occurred_at.toISOString(),
  foundBySquadId: row.found_by_squad_id,
  proposedBy: { userId: row.proposed_by, displayName: row.proposer },
  proposedAt: row.proposed_at.toISOString(),
  decidedBy:
    row.decided_by === null || row.decider === null
      ? null
      : { userId: row.decided_by, displayName: row.decider },
  decidedAt: row.decided_at?.toISOString() ?? null,
  decisionReason: row.decision_reason,
  version: row.version,
});

export const readOutcome = async (manager: EntityManager, id: string): Promise<Outcome | null> => {
  const rows: OutcomeRow[] = await manager.query(`${SELECT_OUTCOMES} WHERE o.id = $1`, [id]);
  return rows[0] === undefined ? null : viewOf(rows[0]);
};

export const readOutcomePage = async (
  manager: EntityManager,
  principal: Principal,
  query: RouteInput<typeof listOutcomes>['query'],
) => {
  const cursor = readCursor(query.cursor);
  const visible = visibleApplications(principal, '$1');
  const rows: OutcomeRow[] = await manager.query(
    `${SELECT_OUTCOMES} WHERE ${visible.sql} AND o.state = $2
       AND ($3::timestamptz IS NULL OR (o.proposed_at, o.id) < ($3, $4::uuid))
     ORDER BY o.proposed_at DESC, o.id DESC LIMIT $5`,
    [visible.value, query.state, cursor?.at ?? null, cursor?.id ?? null, query.limit + 1],
  );
  return pageOfRows(rows, query.limit, (row) => ({ at: row.proposed_at, id: row.id }), viewOf);
};
