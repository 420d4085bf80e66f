import type {
  archiveGrid,
  archiveSector,
  createGrid,
  DrawnSector,
  drawSector,
  Grid,
  RouteInput,
} from '@izdeu/contracts';
import {
  boundaryProblem,
  buildGridCells,
  DomainError,
  normaliseLabel,
  planGrid,
  polygonAreaSquareMetres,
  sectorIdOf,
  type GridCell,
} from '@izdeu/domain';
import {
  newId,
  readDrawnSectors,
  readGrids,
  SearchGridEntity,
  SectorEntity,
  UnitOfWork,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { UndoNote } from '../history/undo-note.js';
import { checkIncidentOpen, coordinatedIncident } from '../incidents/incident-access.js';
import { roundedGeometry } from '../rounded-geometry.js';

/** Dividing the search area: grids and hand-drawn sectors. */
@Injectable()
export class SectorsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  createGrid(
    context: RequestContext,
    input: RouteInput<typeof createGrid>,
  ): Promise<{ grid: Grid; seq: number }> {
    const incidentId = input.params.id;
    const { cellSizeMetres, alphabet, letterAxis } = input.body;
    const boundary = roundedGeometry(input.body.boundary);
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      await coordinatedIncident(tx.manager, principalOf(context), incidentId);
      await checkIncidentOpen(tx.manager, incidentId);
      const zone = await this.zoneOf(tx.manager, incidentId);
      const plan = planGrid({ boundary, zone, cellSizeMetres, alphabet, letterAxis });
      if (!plan.ok)
        throw new DomainError('REFUSED', `the boundary can't be divided: ${plan.refusal.code}`, {
          field: plan.refusal.field,
          reason: plan.refusal.code,
          ...plan.refusal.details,
        });
      const cells = buildGridCells(plan.definition);
      if (cells.length === 0)
        throw new DomainError('REFUSED', 'the boundary holds no sector', { field: 'boundary' });
      const grid: Grid = {
        id: newId(),
        definition: plan.definition,
        labelPrefix: await this.nextPrefix(tx.manager, incidentId),
        sectorCount: cells.length,
        areaSquareMetres: cells.reduce((sum, cell) => sum + cell.areaSquareMetres, 0),
      };
      await tx.manager.insert(SearchGridEntity, { ...grid, incidentId, archivedAt: null });
      await insertCells(tx.manager, incidentId, grid, cells);
      tx.append('grid.created.v1', { grid });
      tx.audit('grid.created', grid.id, { sectorCount: cells.length });
      return { grid, seq: tx.seq };
    });
  }

  archiveGrid(context: RequestContext, input: RouteInput<typeof archiveGrid>): Promise<{ seq: number }> {
    const { id: incidentId, gridId } = input.params;
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      await coordinatedIncident(tx.manager, principalOf(context), incidentId);
      await this.archiveGridIn(tx, incidentId, gridId, { reason: input.body.reason });
      return { seq: tx.seq };
    });
  }

  async archiveGridIn(
    tx: Transaction,
    incidentId: string,
    gridId: string,
    { reason, undo }: { reason: string; undo?: UndoNote },
  ): Promise<void> {
    if (!(await tx.manager.existsBy(SearchGridEntity, { id: gridId, incidentId, archivedAt: IsNull() })))
      throw new DomainError('NOT_FOUND', 'no such grid');
    await this.checkNeverAssigned(tx, { column: 'grid_id', id: gridId, field: 'gridId' });
    await tx.manager.update(SearchGridEntity, { id: gridId }, { archivedAt: tx.now });
    await tx.manager.update(SectorEntity, { gridId }, { archivedAt: tx.now });
    tx.append('grid.archived.v1', { gridId, reason, ...(undo && { undo }) });
    tx.audit('grid.archived', gridId, { reason });
  }

  async restoreGridIn(tx: Transaction, incidentId: string, gridId: string, undo: UndoNote): Promise<void> {
    await this.checkLabelsFree(tx, incidentId, { column: 'grid_id', id: gridId });
    await tx.manager.update(SearchGridEntity, { id: gridId, incidentId }, { archivedAt: null });
    await tx.manager.update(SectorEntity, { gridId }, { archivedAt: null });
    const grid = (await readGrids(tx.manager, incidentId)).find(({ id }) => id === gridId);
    if (grid === undefined) throw new DomainError('NOT_FOUND', 'no such grid');
    tx.append('grid.restored.v1', { grid, undo });
    tx.audit('grid.restored', gridId, { reason: undo.reason });
  }

  archiveSector(context: RequestContext, input: RouteInput<typeof archiveSector>): Promise<{ seq: number }> {
    const { id: incidentId, sectorId } = input.params;
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      await coordinatedIncident(tx.manager, principalOf(context), incidentId);
      await this.archiveSectorIn(tx, incidentId, sectorId, { reason: input.body.reason });
      return { seq: tx.seq };
    });
  }

  async archiveSectorIn(
    tx: Transaction,
    incidentId: string,
    sectorId: string,
    { reason, undo }: { reason: string; undo?: UndoNote },
  ): Promise<void> {
    const drawn = { id: sectorId, incidentId, gridId: IsNull(), archivedAt: IsNull() };
    if (!(await tx.manager.existsBy(SectorEntity, drawn)))
      throw new DomainError('NOT_FOUND', 'no such hand-drawn sector');
    await this.checkNeverAssigned(tx, { column: 'id', id: sectorId, field: 'sectorId' });
    await tx.manager.update(SectorEntity, { id: sectorId }, { archivedAt: tx.now });
    tx.append('sector.archived.v1', { sectorId, reason, ...(undo && { undo }) });
    tx.audit('sector.archived', sectorId, { reason });
  }

  async restoreSectorIn(
    tx: Transaction,
    incidentId: string,
    sectorId: string,
    undo: UndoNote,
  ): Promise<void> {
    await this.checkLabelsFree(tx, incidentId, { column: 'id', id: sectorId });
    await tx.manager.update(SectorEntity, { id: sectorId, incidentId }, { archivedAt: null });
    const sector = (await readDrawnSectors(tx.manager, incidentId)).find(({ id }) => id === sectorId);
    if (sector === undefined) throw new DomainError('NOT_FOUND', 'no such sector');
    tx.append('sector.restored.v1', { sector, undo });
    tx.audit('sector.restored', sectorId, { reason: undo.reason });
  }

  private async checkNeverAssigned(
    tx: Transaction,
    { column, id, field }: { column: 'id' | 'grid_id'; id: string; field: string },
  ): Promise<void> {
    const [used]: { label: string }[] = await tx.manager.query(
      `SELECT s.label FROM sector_assignment a JOIN sector s ON s.id = a.sector_id WHERE s.${column} = $1 LIMIT 1`,
      [id],
    );
    if (used !== undefined)
      throw new DomainError('REFUSED', `sector ${used.label} was assigned already; its record must stay`, {
        field,
        sectorLabel: used.label,
      });
  }

  /** What comes back keeps its labels, so nobody may have taken them meanwhile. */
  private async checkLabelsFree(
    tx: Transaction,
    incidentId: string,
    { column, id }: { column: 'id' | 'grid_id'; id: string },
  ): Promise<void> {
    const [taken]: { label: string }[] = await tx.manager.query(
      `SELECT s.label FROM sector s JOIN sector other ON other.incident_id = s.incident_id AND other.label = s.label
         AND other.archived_at IS NULL
       WHERE s.incident_id = $1 AND s.${column} = $2 AND s.archived_at IS NOT NULL LIMIT 1`,
      [incidentId, id],
    );
    if (taken !== undefined)
      throw new DomainError('REFUSED', `the label ${taken.label} is in use again`, {
        field: 'seqs',
        sectorLabel: taken.label,
      });
  }

  drawSector(
    context: RequestContext,
    input: RouteInput<typeof drawSector>,
  ): Promise<{ sector: DrawnSector; seq: number }> {
    const incidentId = input.params.id;
    const geometry = roundedGeometry(input.body.geometry);
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      await coordinatedIncident(tx.manager, principalOf(context), incidentId);
      await checkIncidentOpen(tx.manager, incidentId);
      const problem = boundaryProblem(geometry);
      if (problem !== null)
        throw new DomainError('REFUSED', `the outline can't be a sector: ${problem}`, {
          field: 'geometry',
          reason: problem,
        });
      await this.checkLabelFree(tx, incidentId, input.body.label);
      const sector: DrawnSector = {
        id: newId(),
        label: input.body.label,
        kind: input.body.kind,
        geometry,
        areaSquareMetres: polygonAreaSquareMetres(geometry),
      };
      await tx.manager.query(
        `INSERT INTO sector (id, incident_id, label, kind, geometry, area_square_metres)
         VALUES ($1, $2, $3, $4, ST_SetSRID(ST_GeomFromGeoJSON($5), 4326), $6)`,
        [sector.id, incidentId, sector.label, sector.kind, JSON.stringify(geometry), sector.areaSquareMetres],
      );
      tx.append('sector.drawn.v1', { sector });
      tx.audit('sector.drawn', sector.id, { label: sector.label });
      return { sector, seq: tx.seq };
    });
  }

  private async zoneOf(manager: EntityManager, incidentId: string): Promise<number> {
    const rows: { utm_zone: number }[] = await manager.query('SELECT utm_zone FROM incident WHERE id = $1', [
      incidentId,
    ]);
    return rows[0]?.utm_zone ?? 0;
  }

  /** The first grid's labels stand bare (А1); a later grid's carry its number (2-А1), archived ones counted. */
  private async nextPrefix(manager: EntityManager, incidentId: string): Promise<string> {
    const count = await manager.countBy(SearchGridEntity, { incidentId });
    return count === 0 ? '' : `${count + 1}-`;
  }

  /** Labels are spoken over the radio, so А1 and A1 count as one label. */
  private async checkLabelFree(tx: Transaction, incidentId: string, label: string): Promise<void> {
    const rows: { label: string }[] = await tx.manager.query(
      'SELECT label FROM sector WHERE incident_id = $1 AND archived_at IS NULL',
      [incidentId],
    );
    const wanted = normaliseLabel(label);
    const taken = rows.find((row) => normaliseLabel(row.label) === wanted);
    if (taken !== undefined)
      throw new DomainError('REFUSED', `the label ${taken.label} is taken`, { field: 'label' });
  }
}

/** One statement for the whole grid, its geometries as text arrays. */
const insertCells = async (
  manager: EntityManager,
  incidentId: string,
  grid: Grid,
  cells: readonly GridCell[],
): Promise<void> => {
  await manager.query(
    `INSERT INTO sector (id, incident_id, grid_id, cell_index, label, kind, geometry, area_square_metres)
     SELECT c.id, $1, $2, c.cell_index, c.label, 'area', ST_GeomFromEWKB(decode(c.shape, 'hex')), c.area
     FROM unnest($3::uuid[], $4::int[], $5::text[], $6::text[], $7::float8[])
       AS c(id, cell_index, label, shape, area)`,
    [
      incidentId,
      grid.id,
      cells.map((cell) => sectorIdOf(grid.id, cell.index)),
      cells.map((cell) => cell.index),
      cells.map((cell) => grid.labelPrefix + cell.label),
      cells.map((cell) => ewkbHex(cell.geometry)),
      cells.map((cell) => cell.areaSquareMetres),
    ],
  );
};

const WGS84_POLYGON = 0x20000003;
const WGS84_MULTI_POLYGON = 0x20000006;
const POLYGON = 3;
const SRID = 4326;

/** Extended well-known binary, the form PostGIS stores: parsing it costs a tenth of parsing GeoJSON. */
const ewkbHex = (geometry: GridCell['geometry']): string => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const points = polygons.reduce(
    (sum, rings) => sum + rings.reduce((count, ring) => count + ring.length, 0),
    0,
  );
  const rings = polygons.reduce((sum, polygon) => sum + polygon.length, 0);
  const multi = geometry.type === 'MultiPolygon';
  const bytes = Buffer.alloc((multi ? 13 : 0) + polygons.length * 13 + rings * 4 + points * 16);
  let at = 0;
  const header = (type: number, withSrid: boolean, count: number): void => {
    at = bytes.writeUInt8(1, at);
    at = bytes.writeUInt32LE(type, at);
    if (withSrid) at = bytes.writeUInt32LE(SRID, at);
    at = bytes.writeUInt32LE(count, at);
  };
  if (multi) header(WGS84_MULTI_POLYGON, true, polygons.length);
  for (const polygon of polygons) {
    header(multi ? POLYGON : WGS84_POLYGON, !multi, polygon.length);
    for (const ring of polygon) {
      at = bytes.writeUInt32LE(ring.length, at);
      for (const [lon, lat] of ring) {
        at = bytes.writeDoubleLE(lon, at);
        at = bytes.writeDoubleLE(lat, at);
      }
    }
  }
  return bytes.toString('hex', 0, at);
};
