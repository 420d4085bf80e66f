import {
  DomainError,
  incidentAudience,
  mayCoordinate,
  type IncidentAudience,
  type Principal,
} from '@izdeu/domain';
import type { EntityManager } from 'typeorm';

/** What every use case on an incident needs to decide whether it may go on. */
export interface VisibleIncident {
  readonly id: string;
  readonly squadIds: readonly string[];
  readonly audience: IncidentAudience;
}

const squadIdsOf = async (manager: EntityManager, incidentId: string): Promise<string[] | null> => {
  const rows: { squad_ids: string[] }[] = await manager.query(
    `SELECT ARRAY(SELECT squad_id FROM incident_squad s WHERE s.incident_id = i.id)::text[] AS squad_ids
     FROM incident i WHERE i.id = $1`,
    [incidentId],
  );
  return rows[0]?.squad_ids ?? null;
};

/**
 * The incident as this principal sees it.
 * @throws DomainError NOT_FOUND for an absent one and for one that is not theirs, in the same words
 */
export const visibleIncident = async (
  manager: EntityManager,
  principal: Principal,
  incidentId: string,
): Promise<VisibleIncident> => {
  return checkVisible(principal, incidentId, await squadIdsOf(manager, incidentId));
};

const checkVisible = (
  principal: Principal,
  incidentId: string,
  squadIds: readonly string[] | null,
): VisibleIncident => {
  const audience = squadIds === null ? null : incidentAudience(principal, { squadIds });
  if (squadIds === null || audience === null) throw new DomainError('NOT_FOUND', 'no such incident');
  return { id: incidentId, squadIds, audience };
};

/** The rule behind `coordinatedIncident`, for a use case that reads the incident together with other things. */
export const checkCoordination = (
  principal: Principal,
  { id, squadIds }: { readonly id: string; readonly squadIds: readonly string[] | null },
): VisibleIncident => {
  const incident = checkVisible(principal, id, squadIds);
  if (!mayCoordinate(principal, incident))
    throw new DomainError('FORBIDDEN', 'only a dispatcher of this search may do that');
  return incident;
};

/** As `visibleIncident`, for those who run the search. @throws DomainError FORBIDDEN for everybody else */
export const coordinatedIncident = async (
  manager: EntityManager,
  principal: Principal,
  incidentId: string,
): Promise<VisibleIncident> =>
  checkCoordination(principal, { id: incidentId, squadIds: await squadIdsOf(manager, incidentId) });

/** Work goes on in an open search only. */
export const checkIncidentOpen = async (manager: EntityManager, incidentId: string): Promise<void> => {
  const rows: { state: string }[] = await manager.query('SELECT state FROM incident WHERE id = $1', [
    incidentId,
  ]);
  checkOpen({ state: rows[0]?.state ?? null });
};

/** The rule behind `checkIncidentOpen`. */
export const checkOpen = ({ state }: { readonly state: string | null }): void => {
  if (state === 'closed')
    throw new DomainError('REFUSED', 'the incident is closed; reopen it first', { field: 'incidentId' });
};
