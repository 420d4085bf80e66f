import type { DrawnSector, GeoMultiPolygon, GeoPolygon, Grid, LinearRing, LonLat } from '@izdeu/contracts';
import { buildGridCells, normaliseLabel, ringArea, sectorIdOf } from '@izdeu/domain';
import { buildSectorGeometry, type SectorGeometry } from '../../../map/sector-geometry.js';

export interface CatalogueSector {
  readonly id: string;
  readonly label: string;
  readonly gridId: string | null;
  readonly areaSquareMetres: number;
  readonly ring: LinearRing;
}

/** Every sector of an incident in one order: the index on the map is the place in `sectors`. */
export interface SectorCatalogue {
  readonly sectors: readonly CatalogueSector[];
  readonly indexById: ReadonlyMap<string, number>;
  readonly idByLabel: ReadonlyMap<string, string>;
  readonly geometry: SectorGeometry;
}

/** A cell cut into pieces is drawn by its largest one; its area counts them all. */
function outerRing(geometry: GeoPolygon | GeoMultiPolygon): LinearRing {
  const rings =
    geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map(([ring]) => ring);
  return rings.reduce<LinearRing>(
    (largest, ring = []) => (ringArea(ring) > ringArea(largest) ? ring : largest),
    rings[0] ?? [],
  );
}

/** Ten thousand cells take tens of milliseconds: once a grid, whatever happens to the incident around it. */
const cellsOfGrid = new WeakMap<Grid['definition'], readonly CatalogueSector[]>();

function sectorsOfGrid({ id, definition, labelPrefix }: Grid): readonly CatalogueSector[] {
  const known = cellsOfGrid.get(definition);
  if (known) return known;
  const built = buildGridCells(definition).map((cell) => ({
    id: sectorIdOf(id, cell.index),
    label: labelPrefix + cell.label,
    gridId: id,
    areaSquareMetres: cell.areaSquareMetres,
    ring: outerRing(cell.geometry),
  }));
  cellsOfGrid.set(definition, built);
  return built;
}

const drawnSector = ({ id, label, geometry, areaSquareMetres }: DrawnSector): CatalogueSector => ({
  id,
  label,
  gridId: null,
  areaSquareMetres,
  ring: outerRing(geometry),
});

export function buildCatalogue(
  grids: ReadonlyMap<string, Grid>,
  drawn: ReadonlyMap<string, DrawnSector>,
): SectorCatalogue {
  const sectors = [...[...grids.values()].flatMap(sectorsOfGrid), ...[...drawn.values()].map(drawnSector)];
  return {
    sectors,
    indexById: new Map(sectors.map(({ id }, index) => [id, index])),
    idByLabel: new Map(sectors.map(({ id, label }) => [normaliseLabel(label), id])),
    geometry: buildSectorGeometry(sectors),
  };
}

/** Middle of the ring's box: good enough to say where a sector is and to bring it into view. */
export function middleOfRing(ring: LinearRing): LonLat {
  const { west, south, east, north } = boundsOfRings([ring]);
  return [(west + east) / 2, (south + north) / 2];
}

/** Keeps the right third free: there the inspector will stand. */
export function besideInspector(bounds: ReturnType<typeof boundsOfRings>) {
  return { ...bounds, east: bounds.east + (bounds.east - bounds.west) / 2 };
}

export function boundsOfRings(rings: readonly LinearRing[]) {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const ring of rings) {
    for (const [lon, lat] of ring) {
      bounds.west = Math.min(bounds.west, lon);
      bounds.east = Math.max(bounds.east, lon);
      bounds.south = Math.min(bounds.south, lat);
      bounds.north = Math.max(bounds.north, lat);
    }
  }
  return bounds;
}
