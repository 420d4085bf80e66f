import type { ConflictDetails } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';

/** What two people may both have edited; the audit log files its actions under these words. */
export type EditedKind = 'application' | 'assignment' | 'incident' | 'outcome' | 'team' | 'user';

/**
 * The refusal of an edit that was based on an older version: what the object is by now, by whose hand and when. The
 * author is null when nobody signed in made the change, or the change left no audit entry of its own.
 */
export const conflictOver = async (
  manager: EntityManager,
  { kind, id }: { kind: EditedKind; id: string },
  current: unknown,
): Promise<DomainError> => {
  const rows: { at: Date; display_name: string | null }[] = await manager.query(
    `SELECT e.at, u.display_name FROM audit_entry e LEFT JOIN app_user u ON u.id = e.user_id
     WHERE e.object_id = $1 AND e.action LIKE $2 ORDER BY e.id DESC LIMIT 1`,
    [id, `${kind}.%`],
  );
  const [last] = rows;
  const details: ConflictDetails = {
    field: 'version',
    current,
    changedBy: last?.display_name == null ? null : { displayName: last.display_name },
    changedAt: last?.at.toISOString() ?? null,
  };
  return new DomainError('CONFLICT', `somebody else changed this ${kind} meanwhile`, { ...details });
};
