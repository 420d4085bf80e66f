import { z } from 'zod';
import { latitudeSchema, longitudeSchema } from './geo.js';
import { idSchema, instantSchema } from './primitives.js';

/** A column of 32 bits: 68 years at one fix a second. */
export const MAX_SEQUENCE = 2_147_483_647;

/** One reading of a phone's position. `sequence` counts per device: a repeated pair is stored once. */
export const fixSchema = z.strictObject({
  deviceId: idSchema,
  sequence: z.int().min(0).max(MAX_SEQUENCE),
  at: instantSchema,
  lon: longitudeSchema,
  lat: latitudeSchema,
  accuracyMetres: z.number().min(0).max(100_000),
  headingDegrees: z.number().min(0).max(360).optional(),
  speedMetresPerSecond: z.number().min(0).max(400).optional(),
  batteryPercent: z.int().min(0).max(100).optional(),
});
export type Fix = z.infer<typeof fixSchema>;

/** At most this many fixes in one batch: an hour of one phone at 1 Hz is six batches. */
export const FIXES_PER_BATCH = 600;

/** What every batch holds, by whatever way it comes. */
export const positionBatchFields = {
  fixes: z.array(fixSchema).min(1).max(FIXES_PER_BATCH),
  /** The phone's clock at the moment of sending, so that a wrong clock can be told and its fixes set right. */
  sentAt: instantSchema.optional(),
};

/** A fix as others see it: whose it is, and when the server got it. */
export const livePositionSchema = fixSchema.omit({ sequence: true }).extend({
  userId: idSchema,
  displayName: z.string(),
  teamId: idSchema.nullable(),
  receivedAt: z.string(),
});
export type LivePosition = z.infer<typeof livePositionSchema>;

export const positionsFrameSchema = z.strictObject({
  incidentId: idSchema,
  fixes: z.array(livePositionSchema),
});
export type PositionsFrame = z.infer<typeof positionsFrameSchema>;

/** A rectangle of the map, degrees of WGS84; `west` above `east` crosses the antimeridian. */
export const boundsSchema = z
  .strictObject({
    west: longitudeSchema,
    south: latitudeSchema,
    east: longitudeSchema,
    north: latitudeSchema,
  })
  .refine(({ south, north }) => south <= north, { path: ['north'], error: 'must not be south of south' });
export type Bounds = z.infer<typeof boundsSchema>;

/** `delayed`: positions come every few seconds only, because processes cannot reach each other quickly. */
export const positionsLaneSchema = z.strictObject({ state: z.enum(['live', 'delayed']) });
export type PositionsLane = z.infer<typeof positionsLaneSchema>;

/** A stored fix of a device's track. */
export const trackPointSchema = fixSchema.omit({ deviceId: true }).extend({
  userId: idSchema,
  /** What the phone's clock said, when it was wrong. */
  reportedAt: z.string().optional(),
  receivedAt: z.string(),
});
export type TrackPoint = z.infer<typeof trackPointSchema>;
