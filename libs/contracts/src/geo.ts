import { z } from 'zod';

/** Positions in one polygon or multipolygon, all rings together: more is a survey, not a search area. */
export const MAX_POLYGON_VERTICES = 5_000;

/** Sides of a grid square that divide a kilometre, so that every grid falls on the MGRS lines. */
export const GRID_CELL_SIZES_METRES = [100, 200, 250, 500, 1000] as const;

/** Squares one grid may hold. */
export const MAX_GRID_CELLS = 40_000;

/** Squares of the rectangle (rows × columns) a grid is cut from; a slanted corridor fills little of its own. */
export const MAX_GRID_RECTANGLE_CELLS = 400_000;

/** WGS84 longitude in degrees, east positive. */
export const longitudeSchema = z
  .number({ error: 'longitude must be a finite number of degrees' })
  .min(-180, 'longitude must be at least -180 degrees')
  .max(180, 'longitude must be at most 180 degrees');

/** WGS84 latitude in degrees, north positive. */
export const latitudeSchema = z
  .number({ error: 'latitude must be a finite number of degrees' })
  .min(-90, 'latitude must be at least -90 degrees')
  .max(90, 'latitude must be at most 90 degrees');

/** A position in GeoJSON order: longitude first. Leaflet wants latitude first; convert in one place only. */
export const lonLatSchema = z
  .tuple([longitudeSchema, latitudeSchema], { error: 'a position must be [longitude, latitude]' })
  .readonly();
export type LonLat = z.infer<typeof lonLatSchema>;

/** GeoJSON Point. */
export const pointSchema = z.strictObject({ type: z.literal('Point'), coordinates: lonLatSchema });
export type GeoPoint = z.infer<typeof pointSchema>;

const isClosed = (ring: readonly LonLat[]): boolean => {
  const first = ring[0];
  const last = ring[ring.length - 1];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
};

/** A closed line: the last position repeats the first. */
export const linearRingSchema = z
  .array(lonLatSchema)
  .min(4, 'a ring needs at least 4 positions')
  .max(MAX_POLYGON_VERTICES, `a ring may have at most ${MAX_POLYGON_VERTICES} positions`)
  .refine(isClosed, 'a ring must end at the position it starts from')
  .readonly();
export type LinearRing = z.infer<typeof linearRingSchema>;

const polygonRingsSchema = z
  .array(linearRingSchema)
  .min(1, 'a polygon needs an outer ring')
  .max(MAX_POLYGON_VERTICES / 4)
  .readonly();

const vertexCount = (rings: readonly LinearRing[]): number =>
  rings.reduce((total, ring) => total + ring.length, 0);

const TOO_MANY_VERTICES = `a shape may have at most ${MAX_POLYGON_VERTICES} positions in all its rings`;

/** GeoJSON Polygon: the outer ring, then holes; either winding is accepted. */
export const polygonSchema = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: polygonRingsSchema.refine(
    (rings) => vertexCount(rings) <= MAX_POLYGON_VERTICES,
    TOO_MANY_VERTICES,
  ),
});
export type GeoPolygon = z.infer<typeof polygonSchema>;

/** GeoJSON MultiPolygon; the limit of positions counts all its polygons together. */
export const multiPolygonSchema = z.strictObject({
  type: z.literal('MultiPolygon'),
  coordinates: z
    .array(polygonRingsSchema)
    .min(1, 'a multipolygon needs a polygon')
    .max(MAX_POLYGON_VERTICES / 4)
    .refine(
      (polygons) => polygons.reduce((total, rings) => total + vertexCount(rings), 0) <= MAX_POLYGON_VERTICES,
      TOO_MANY_VERTICES,
    )
    .readonly(),
});
export type GeoMultiPolygon = z.infer<typeof multiPolygonSchema>;

/** Outline of a search area. */
export const boundarySchema = polygonSchema;
export type Boundary = GeoPolygon;

/** UTM zone number, 6 degrees wide each, 1 from the antimeridian eastwards. */
export const utmZoneSchema = z.int().min(1).max(60);

export const hemisphereSchema = z.enum(['N', 'S']);
export type Hemisphere = z.infer<typeof hemisphereSchema>;

export const cellSizeMetresSchema = z.literal(GRID_CELL_SIZES_METRES, {
  error: `cell size must be one of ${GRID_CELL_SIZES_METRES.join(', ')} metres`,
});
export type CellSizeMetres = z.infer<typeof cellSizeMetresSchema>;

export const gridAlphabetSchema = z.enum(['cyrillic', 'latin']);
export type GridAlphabet = z.infer<typeof gridAlphabetSchema>;

/** Which side of the sheet carries the letters; the other one carries numbers. */
export const gridLetterAxisSchema = z.enum(['rows', 'columns']);
export type GridLetterAxis = z.infer<typeof gridLetterAxisSchema>;

/**
 * Everything a grid is made of: every reader rebuilds the same cells from it, so cells never travel.
 * The origin is the north-west corner, in metres of the given UTM zone; rows run south, columns east.
 */
export const gridDefinitionSchema = z
  .strictObject({
    zone: utmZoneSchema,
    hemisphere: hemisphereSchema,
    originEastingMetres: z.int(),
    originNorthingMetres: z.int(),
    cellSizeMetres: cellSizeMetresSchema,
    rows: z.int().min(1),
    columns: z.int().min(1),
    alphabet: gridAlphabetSchema,
    letterAxis: gridLetterAxisSchema,
    boundary: boundarySchema,
  })
  .refine(({ rows, columns }) => rows * columns <= MAX_GRID_RECTANGLE_CELLS, {
    path: ['rows'],
    error: `rows × columns may be at most ${MAX_GRID_RECTANGLE_CELLS}`,
  });
export type GridDefinition = z.infer<typeof gridDefinitionSchema>;
