import type { IncidentSnapshot } from '@izdeu/contracts';
import type { DataSource } from 'typeorm';
import {
  readAssignments,
  readCoverage,
  readDrawnSectors,
  readGrids,
  readIncidentSummary,
  readPersonCards,
  readSquadsOf,
  readTeams,
} from './incident-views.js';

/** Reads an incident's current state together with the number of the last event in it. */
export class SnapshotReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** Null when there is no such incident. Who may read what is the caller's to decide: `field` gets no drafts. */
  async read(incidentId: string, reader: 'staff' | 'field'): Promise<IncidentSnapshot | null> {
    // One point in time for all the tables, so that the number fits the content.
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      const heads: { seq: number }[] = await manager.query('SELECT seq FROM incident WHERE id = $1', [
        incidentId,
      ]);
      const incident = await readIncidentSummary(manager, incidentId);
      if (heads[0] === undefined || incident === null) return null;
      const assignments = await readAssignments(manager, incidentId);
      return {
        seq: heads[0].seq,
        incident,
        squads: await readSquadsOf(manager, incidentId),
        persons: await readPersonCards(manager, incidentId),
        grids: await readGrids(manager, incidentId),
        sectors: await readDrawnSectors(manager, incidentId),
        teams: await readTeams(manager, incidentId, this.clock()),
        assignments: reader === 'staff' ? assignments : assignments.filter(({ state }) => state !== 'draft'),
        coverage: await readCoverage(manager, incidentId),
      };
    });
  }
}
