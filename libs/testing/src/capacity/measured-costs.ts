import { z } from 'zod';

/** Microseconds of processor time in each process for one unit of work. */
const perProcessSchema = z.object({
  service: z.number(),
  gateway: z.number(),
  database: z.number(),
  redis: z.number(),
});
export type PerProcess = z.infer<typeof perProcessSchema>;
export type ProcessKind = keyof PerProcess;
export const PROCESS_KINDS: readonly ProcessKind[] = ['service', 'gateway', 'database', 'redis'];

/** What the bench `costs` writes. */
export const measuredCostsSchema = z.object({
  command: z.string(),
  measuredAt: z.string(),
  machine: z.string(),
  microseconds: z.object({
    /** One order: POST, commit, event read by one gateway. */
    command: perProcessSchema,
    snapshot: perProcessSchema,
    /** One fix that a phone reports alone by its socket. */
    liveReport: perProcessSchema,
    /** One fix of a search that nobody follows at this gateway, which gets it from Redis all the same. */
    receivedFix: perProcessSchema,
    /** One fix of a batch of 600 by HTTP. */
    backlogFix: perProcessSchema,
    join: perProcessSchema,
    /** A joined phone that is silent for a second: heartbeats. */
    connectedSecond: perProcessSchema,
    eventDelivery: perProcessSchema,
    frameOf5: perProcessSchema,
    frameOf50: perProcessSchema,
    /** A phone that returns and is told what it missed. */
    reconnect: perProcessSchema,
  }),
  kilobytes: z.object({ residentOfPhone: z.number() }),
  bytes: z.object({
    storedFix: z.number(),
    event: z.number(),
    frameOf5: z.number(),
    frameOf50: z.number(),
    snapshotGzip: z.number(),
    reconnect: z.number(),
  }),
  missedEventsOfReconnect: z.number(),
});
export type MeasuredCosts = z.infer<typeof measuredCostsSchema>;
