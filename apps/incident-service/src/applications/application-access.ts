import { applicationScope, DomainError, maySeeApplications, type Principal } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';

/**
 * Refuses an application that is not there or not the principal's to see, both in the same words.
 * @throws DomainError NOT_FOUND
 */
export const checkApplicationVisible = async (
  manager: EntityManager,
  principal: Principal,
  applicationId: string,
): Promise<void> => {
  const rows: { incidents: number; squad_ids: string[] }[] = await manager.query(
    `SELECT (SELECT count(*)::int FROM incident_application ia WHERE ia.application_id = a.id) AS incidents,
       ARRAY(SELECT DISTINCT s.squad_id FROM incident_application ia
         JOIN incident_squad s ON s.incident_id = ia.incident_id WHERE ia.application_id = a.id)::text[] AS squad_ids
     FROM missing_person_application a WHERE a.id = $1`,
    [applicationId],
  );
  const row = rows[0];
  const visible =
    row !== undefined &&
    maySeeApplications(principal, { hasIncident: row.incidents > 0, squadIds: row.squad_ids });
  if (!visible) throw new DomainError('NOT_FOUND', 'no such application');
};

/**
 * SQL condition on alias `a` for lists, with the value of its one parameter: null sees all, otherwise the squads
 * whose incidents' applications are seen beside those nobody searches yet.
 */
export const visibleApplications = (
  principal: Principal,
  parameter: string,
): { sql: string; value: string[] | null } => {
  const scope = applicationScope(principal);
  return {
    value: scope === 'region' ? null : [...scope],
    sql: `(${parameter}::uuid[] IS NULL OR (cardinality(${parameter}::uuid[]) > 0 AND (
      NOT EXISTS (SELECT 1 FROM incident_application x WHERE x.application_id = a.id)
      OR EXISTS (SELECT 1 FROM incident_application x JOIN incident_squad y ON y.incident_id = x.incident_id
        WHERE x.application_id = a.id AND y.squad_id = ANY(${parameter}::uuid[])))))`,
  };
};
