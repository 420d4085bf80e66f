import type { Reader } from '@izdeu/contracts';
import { DomainError, incidentAudience, type Principal } from '@izdeu/domain';
import type { Database } from '@izdeu/persistence';
import { DATABASE } from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';

/** The one answer for an incident that does not exist and for one that is not the asker's. */
export const noSuchIncident = (): DomainError =>
  new DomainError('NOT_FOUND', 'there is no such incident', { field: 'incidentId' });

/** As whom somebody may take part in an incident. */
@Injectable()
export class IncidentAccess {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws DomainError NOT_FOUND when it does not exist or is not theirs. */
  async readerOf(principal: Principal, incidentId: string): Promise<Reader> {
    const rows: { squad_ids: string[] }[] = await this.database.dataSource.query(
      `SELECT ARRAY(SELECT s.squad_id::text FROM incident_squad s WHERE s.incident_id = i.id) AS squad_ids
       FROM incident i WHERE i.id = $1`,
      [incidentId],
    );
    const squadIds = rows[0]?.squad_ids;
    const reader = squadIds === undefined ? null : incidentAudience(principal, { squadIds });
    if (reader === null) throw noSuchIncident();
    return reader;
  }
}
