import { seededRandom } from './seeded-random.js';

/** How the phones of a search behave. */
export interface Behaviour {
  readonly secondsBetweenFixes: number;
  /** Orders and steps of teams, for each phone. */
  readonly commandsPerPhoneHour: number;
  /** A phone is out of signal so often, and so long on average. */
  readonly outagesPerPhoneHour: number;
  readonly outageSeconds: number;
  /** Somebody opens the search anew and loads a snapshot. */
  readonly snapshotsPerPhoneHour: number;
}

/** What one search asked of the servers within `seconds`. */
export interface Work {
  readonly seconds: number;
  readonly liveReports: number;
  readonly backlogFixes: number;
  readonly commands: number;
  readonly eventDeliveries: number;
  readonly frameDeliveries: number;
  /** Positions in all delivered frames together. */
  readonly framePositions: number;
  readonly snapshots: number;
  readonly reconnects: number;
  readonly connectedSeconds: number;
}

/** A frame leaves at most so often: the tick of the gateway's position lane. */
const TICKS_PER_SECOND = 4;

interface Phone {
  nextFix: number;
  outUntil: number;
  isOut: boolean;
  buffered: number;
}

/**
 * Plays a search of so many phones tick by tick. A phone out of signal buffers its fixes, and sends them in one batch
 * with its return; the others report each fix, and everybody connected gets every frame and event.
 */
export const simulateIncident = (
  phones: number,
  behaviour: Behaviour,
  seconds: number,
  seed: number,
): Work => {
  const random = seededRandom(seed);
  const perTick = (perHour: number): number => perHour / 3600 / TICKS_PER_SECOND;
  const exponential = (mean: number): number => -mean * Math.log(1 - random());
  const all: Phone[] = Array.from({ length: phones }, () => ({
    nextFix: random() * behaviour.secondsBetweenFixes,
    outUntil: 0,
    isOut: false,
    buffered: 0,
  }));
  let [liveReports, backlogFixes, commands, eventDeliveries] = [0, 0, 0, 0];
  let [frameDeliveries, framePositions, snapshots, reconnects, connectedTicks] = [0, 0, 0, 0, 0];
  for (let tick = 0; tick < seconds * TICKS_PER_SECOND; tick += 1) {
    const now = tick / TICKS_PER_SECOND;
    let connected = 0;
    let moved = 0;
    let events = 0;
    for (const phone of all) {
      if (phone.isOut && phone.outUntil <= now) {
        phone.isOut = false;
        reconnects += 1;
        backlogFixes += phone.buffered;
        if (phone.buffered > 0) moved += 1;
        phone.buffered = 0;
      } else if (!phone.isOut && random() < perTick(behaviour.outagesPerPhoneHour)) {
        phone.isOut = true;
        phone.outUntil = now + exponential(behaviour.outageSeconds);
      }
      if (phone.nextFix <= now) {
        phone.nextFix += behaviour.secondsBetweenFixes;
        if (phone.isOut) phone.buffered += 1;
        else {
          liveReports += 1;
          moved += 1;
        }
      }
      if (phone.isOut) continue;
      connected += 1;
      if (random() < perTick(behaviour.commandsPerPhoneHour)) events += 1;
      if (random() < perTick(behaviour.snapshotsPerPhoneHour)) snapshots += 1;
    }
    commands += events;
    eventDeliveries += events * connected;
    connectedTicks += connected;
    if (moved > 0) frameDeliveries += connected;
    framePositions += moved * connected;
  }
  const connectedSeconds = connectedTicks / TICKS_PER_SECOND;
  return {
    ...{ seconds, liveReports, backlogFixes, commands, eventDeliveries, frameDeliveries, framePositions },
    ...{ snapshots, reconnects, connectedSeconds },
  };
};
