import { z } from 'zod';
import { latitudeSchema, longitudeSchema } from './geo.js';
import { idSchema, instantSchema } from './primitives.js';

/** One reading of a phone's position. `sequence` counts per device: a repeated pair is stored once. */
export const fixSchema = z.strictObject({
  deviceId: idSchema,
  sequence: z.int().min(0),
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
