import type { Debrief, SectorFeature } from '@izdeu/contracts';
import { DomainError, sectorStateOf } from '@izdeu/domain';
import { sectorFeatureCollection } from '@izdeu/interchange';
import { readAssignments, readCoverage } from '@izdeu/persistence';
import type { EntityManager } from 'typeorm';
import type { VisibleIncident } from '../incidents/incident-access.js';

/** All sectors of an incident with their derived state, as GeoJSON. */
export const readSectorFeatures = async (manager: EntityManager, incident: VisibleIncident) => {
  const rows: {
    id: string;
    grid_id: string | null;
    label: string;
    kind: SectorFeature['properties']['kind'];
    area: number;
    geometry: SectorFeature['geometry'];
  }[] = await manager.query(
    `SELECT id, grid_id, label, kind, area_square_metres AS area, ST_AsGeoJSON(geometry)::json AS geometry
     FROM sector WHERE incident_id = $1 AND archived_at IS NULL ORDER BY grid_id NULLS LAST, cell_index, label`,
    [incident.id],
  );
  const assignments = (await readAssignments(manager, incident.id)).filter(({ state }) => state !== 'draft');
  const bySector = grouped(assignments);
  const coverage = new Map((await readCoverage(manager, incident.id)).map((row) => [row.sectorId, row]));
  return sectorFeatureCollection(
    rows.map((row) => {
      const held = bySector.get(row.id) ?? [];
      const covered = coverage.get(row.id);
      return {
        id: row.id,
        label: row.label,
        kind: row.kind,
        gridId: row.grid_id,
        geometry: row.geometry,
        areaSquareMetres: row.area,
        state: sectorStateOf(held, covered),
        passes: covered?.passes ?? 0,
        cumulativePod: covered?.cumulativePod ?? 0,
        teamCallSigns: held.map((assignment) => assignment.teamCallSign),
      };
    }),
  );
};

const grouped = <T extends { sectorId: string }>(items: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.sectorId);
    if (group === undefined) groups.set(item.sectorId, [item]);
    else group.push(item);
  }
  return groups;
};

/** Who searched one sector, when and how: nothing of it is ever removed. */
export const readSectorHistory = async (
  manager: EntityManager,
  incident: VisibleIncident,
  sectorId: string,
) => {
  const [sector]: { label: string; area: number }[] = await manager.query(
    'SELECT label, area_square_metres AS area FROM sector WHERE id = $1 AND incident_id = $2',
    [sectorId, incident.id],
  );
  if (sector === undefined) throw new DomainError('NOT_FOUND', 'no such sector');
  const ids: { id: string }[] = await manager.query(
    'SELECT id FROM sector_assignment WHERE sector_id = $1 ORDER BY id',
    [sectorId],
  );
  const assignments = await readAssignments(
    manager,
    incident.id,
    ids.map((row) => row.id),
  );
  const passes: {
    id: string;
    assignment_id: string;
    debrief: Debrief;
    computed: number | null;
    effective: number;
    closed_at: Date;
    call_sign: string;
  }[] = await manager.query(
    `SELECT p.id, p.assignment_id, p.debrief, p.computed_pod_percent AS computed, p.effective_pod AS effective,
       p.closed_at, t.call_sign
     FROM sector_pass p JOIN sector_assignment a ON a.id = p.assignment_id JOIN team t ON t.id = a.team_id
     WHERE p.sector_id = $1 AND p.annulled_at IS NULL ORDER BY p.id`,
    [sectorId],
  );
  return {
    sectorId,
    label: sector.label,
    areaSquareMetres: sector.area,
    assignments: assignments.filter(({ state }) => incident.audience === 'staff' || state !== 'draft'),
    passes: passes.map((row) => ({
      id: row.id,
      assignmentId: row.assignment_id,
      teamCallSign: row.call_sign,
      closedAt: row.closed_at.toISOString(),
      searchedSharePercent: row.debrief.searchedSharePercent,
      estimatedPodPercent: row.debrief.estimatedPodPercent,
      computedPodPercent: row.computed,
      effectivePod: row.effective,
      notes: row.debrief.notes ?? null,
    })),
  };
};
