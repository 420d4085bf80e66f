import { PROCESS_KINDS, type MeasuredCosts, type PerProcess } from './measured-costs.js';
import type { Work } from './simulate-incident.js';

/** What all searches together need. */
export interface Demand {
  readonly phones: number;
  readonly incidents: number;
  /** Processor cores that are busy all the time, by kind of process. */
  readonly cores: PerProcess;
  readonly gatewayMegabytes: number;
  /** To all phones together. */
  readonly megabitsPerSecond: number;
  /** Transactions that write: every live report is one. */
  readonly commitsPerSecond: number;
  readonly fixesPerSecond: number;
  readonly eventsPerSecond: number;
  readonly deliveriesPerSecond: number;
  /** Rows of positions, with their index, a day at this load. */
  readonly gigabytesPerDay: number;
}

/** A frame costs a fixed part and a part for each position: the line through the two measured sizes. */
export const lineThrough = (small: number, large: number): { fixed: number; each: number } => {
  const each = Math.max(0, (large - small) / 45);
  return { fixed: Math.max(0, small - 5 * each), each };
};

/** Microseconds of each kind of process for some work. */
export const microsecondsOf = (work: Work, { microseconds }: MeasuredCosts): PerProcess => {
  const of = (kind: keyof PerProcess): number => {
    const frame = lineThrough(microseconds.frameOf5[kind], microseconds.frameOf50[kind]);
    return (
      work.liveReports * microseconds.liveReport[kind] +
      work.backlogFixes * microseconds.backlogFix[kind] +
      work.commands * microseconds.command[kind] +
      work.snapshots * microseconds.snapshot[kind] +
      work.reconnects * microseconds.reconnect[kind] +
      work.connectedSeconds * microseconds.connectedSecond[kind] +
      work.eventDeliveries * microseconds.eventDelivery[kind] +
      work.frameDeliveries * frame.fixed +
      work.framePositions * frame.each
    );
  };
  return { service: of('service'), gateway: of('gateway'), database: of('database'), redis: of('redis') };
};

/** What so many searches need when each is as the simulated one. */
export const demandOf = (
  work: Work,
  costs: MeasuredCosts,
  { phonesEach, incidents }: { readonly phonesEach: number; readonly incidents: number },
): Demand => {
  const microseconds = microsecondsOf(work, costs);
  const perSecond = (count: number): number => (count * incidents) / work.seconds;
  const frame = lineThrough(costs.bytes.frameOf5, costs.bytes.frameOf50);
  const bytes =
    work.eventDeliveries * costs.bytes.event +
    work.frameDeliveries * frame.fixed +
    work.framePositions * frame.each +
    work.snapshots * costs.bytes.snapshotGzip +
    work.reconnects * costs.bytes.reconnect;
  const fixes = perSecond(work.liveReports + work.backlogFixes);
  const cores = Object.fromEntries(
    PROCESS_KINDS.map((kind) => [kind, perSecond(microseconds[kind]) / 1e6]),
  ) as PerProcess;
  return {
    phones: phonesEach * incidents,
    incidents,
    cores,
    gatewayMegabytes: (phonesEach * incidents * costs.kilobytes.residentOfPhone) / 1024,
    megabitsPerSecond: (perSecond(bytes) * 8) / 1e6,
    commitsPerSecond: perSecond(work.liveReports + work.commands + work.reconnects),
    fixesPerSecond: fixes,
    eventsPerSecond: perSecond(work.commands),
    deliveriesPerSecond: perSecond(work.eventDeliveries + work.frameDeliveries),
    gigabytesPerDay: (fixes * 86_400 * costs.bytes.storedFix) / 1e9,
  };
};
