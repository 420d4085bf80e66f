import { describe, expect, test } from '@jest/globals';
import { capacityTable, resultOf, stormOf } from './capacity-table.js';
import { demandOf, lineThrough, microsecondsOf } from './demand.js';
import { DEFAULT_LIMITS, planFor } from './deployment-plan.js';
import type { MeasuredCosts, PerProcess } from './measured-costs.js';
import { simulateIncident, type Behaviour, type Work } from './simulate-incident.js';

const only = (more: Partial<PerProcess>): PerProcess => ({
  ...{ service: 0, gateway: 0, database: 0, redis: 0 },
  ...more,
});
const COSTS: MeasuredCosts = {
  ...{ command: 'a test', measuredAt: '2026-01-01', machine: 'none', missedEventsOfReconnect: 100 },
  microseconds: {
    command: only({ service: 4_000, database: 3_000 }),
    snapshot: only({ service: 2_000 }),
    liveReport: only({ gateway: 200, database: 300, redis: 10 }),
    receivedFix: only({ gateway: 10 }),
    backlogFix: only({ service: 15, database: 10 }),
    join: only({ gateway: 1_000 }),
    connectedSecond: only({ gateway: 2 }),
    eventDelivery: only({ gateway: 5 }),
    frameOf5: only({ gateway: 10 }),
    frameOf50: only({ gateway: 55 }),
    reconnect: only({ gateway: 2_000, database: 500 }),
  },
  kilobytes: { residentOfPhone: 20 },
  bytes: {
    storedFix: 150,
    event: 600,
    frameOf5: 1_000,
    frameOf50: 10_000,
    snapshotGzip: 5_000,
    reconnect: 60_000,
  },
};
const STILL: Behaviour = {
  secondsBetweenFixes: 10,
  ...{ commandsPerPhoneHour: 0, outagesPerPhoneHour: 0, outageSeconds: 60, snapshotsPerPhoneHour: 0 },
};

describe('the simulated search', () => {
  test('with signal everywhere hands every fix on to everybody', () => {
    const work = simulateIncident(20, STILL, 600, 1);
    // A fix of the last quarter of a second belongs to the tick after the end.
    expect(20 * 60 - work.liveReports).toBeLessThanOrEqual(20);
    expect(work.liveReports).toBeLessThanOrEqual(20 * 60);
    expect(work.framePositions).toBe(work.liveReports * 20);
    expect(work.connectedSeconds).toBe(20 * 600);
    expect(work).toMatchObject({ backlogFixes: 0, reconnects: 0, commands: 0, snapshots: 0 });
    expect(work.frameDeliveries).toBeLessThanOrEqual(20 * 600 * 4);
  });

  test('many phones share frames: four a second to each, however many report', () => {
    const work = simulateIncident(400, STILL, 120, 1);
    expect(work.frameDeliveries / 400 / 120).toBeCloseTo(4, 0);
  });

  test('loses no fix to an outage: what was not live comes with the return', () => {
    const behaviour = { ...STILL, outagesPerPhoneHour: 6, outageSeconds: 120 };
    const work = simulateIncident(50, behaviour, 3_600, 7);
    const taken = 50 * 360;
    expect(work.reconnects).toBeGreaterThan(100);
    expect(work.liveReports + work.backlogFixes).toBeLessThanOrEqual(taken);
    // Those still out at the end hold the rest.
    expect(work.liveReports + work.backlogFixes).toBeGreaterThan(taken * 0.97);
    expect(work.connectedSeconds).toBeLessThan(50 * 3_600);
  });

  test('is the same for the same seed, and another for another', () => {
    const behaviour = { ...STILL, outagesPerPhoneHour: 6, commandsPerPhoneHour: 6 };
    expect(simulateIncident(30, behaviour, 600, 3)).toEqual(simulateIncident(30, behaviour, 600, 3));
    expect(simulateIncident(30, behaviour, 600, 3)).not.toEqual(simulateIncident(30, behaviour, 600, 4));
  });
});

describe('what it costs', () => {
  const NOTHING: Work = {
    ...{ seconds: 100, liveReports: 0, backlogFixes: 0, commands: 0, eventDeliveries: 0, frameDeliveries: 0 },
    ...{ framePositions: 0, snapshots: 0, reconnects: 0, connectedSeconds: 0 },
  };

  test('a frame is priced by the line through both measured sizes', () => {
    expect(lineThrough(10, 55)).toEqual({ fixed: 5, each: 1 });
    const work = { ...NOTHING, frameDeliveries: 10, framePositions: 200 };
    expect(microsecondsOf(work, COSTS).gateway).toBeCloseTo(10 * 5 + 200 * 1);
  });

  test('cores are seconds of work in a second, for all searches together', () => {
    const work = { ...NOTHING, commands: 100, liveReports: 1_000 };
    const { cores, commitsPerSecond, gigabytesPerDay } = demandOf(work, COSTS, {
      phonesEach: 10,
      incidents: 50,
    });
    expect(cores.database).toBeCloseTo((50 * (100 * 3_000 + 1_000 * 300)) / 100 / 1e6);
    expect(cores.service).toBeCloseTo((50 * 100 * 4_000) / 100 / 1e6);
    expect(commitsPerSecond).toBe((50 * 1_100) / 100);
    expect(gigabytesPerDay).toBeCloseTo((500 * 86_400 * 150) / 1e9);
  });

  test('a return of all at once is priced by fixes and missed events', () => {
    const { demand } = resultOf({ name: 'x', incidents: 2, phonesEach: 50 }, STILL, COSTS, DEFAULT_LIMITS);
    const { serviceMinutes, gatewayMinutes } = stormOf(demand, COSTS, 360);
    expect(serviceMinutes).toBeCloseTo((100 * 360 * 15) / 60e6);
    expect(gatewayMinutes).toBeCloseTo((100 * 2_000) / 60e6);
  });
});

describe('the plan', () => {
  const demand = (incidents: number) =>
    demandOf(simulateIncident(100, STILL, 300, 1), COSTS, { phonesEach: 100, incidents });

  test('of a small region is one process of each kind, and nothing takes over', () => {
    const plan = planFor(demand(3), DEFAULT_LIMITS, 10);
    expect(plan).toMatchObject({ gateways: 1, services: 1, gatewayMachines: 1 });
    expect(plan.loads[0]?.share).toBeLessThan(1);
  });

  test('never asks less of a larger region, and names the fullest unit first', () => {
    let before = planFor(demand(1), DEFAULT_LIMITS, 10);
    for (const incidents of [10, 100, 1_000, 10_000]) {
      const plan = planFor(demand(incidents), DEFAULT_LIMITS, 10);
      expect(plan.gateways).toBeGreaterThanOrEqual(before.gateways);
      expect(plan.loads[0]?.share ?? 0).toBeGreaterThan(before.loads[0]?.share ?? 0);
      expect(plan.loads.map(({ share }) => share)).toEqual(
        plan.loads.map(({ share }) => share).sort((a, b) => b - a),
      );
      before = plan;
    }
    expect(before.loads[0]?.share).toBeGreaterThan(1);
  });

  test('is printed with a column for each step', () => {
    const results = [1, 20].map((incidents) =>
      resultOf({ name: `${incidents} searches`, incidents, phonesEach: 100 }, STILL, COSTS, DEFAULT_LIMITS),
    );
    const lines = capacityTable(results, COSTS).split('\n');
    expect(lines[0]).toBe('|  | 1 searches | 20 searches |');
    expect(lines.find((line) => line.startsWith('| phones '))).toBe('| phones | 100 | 2,000 |');
    for (const line of lines) expect(line.split('|')).toHaveLength(5);
  });
});
