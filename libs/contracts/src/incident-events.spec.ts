import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES, incidentEventSchema } from './incident-events.js';
import { fixSchema, FIXES_PER_BATCH, livePositionSchema } from './positions.js';
import { joinRequestSchema, positionReportSchema } from './sockets.js';

const id = '0193c1a0-0000-7000-8000-000000000001';
const event = {
  incidentId: id,
  seq: 1,
  type: 'grid.archived.v1',
  payload: { gridId: id, reason: 'drawn by mistake' },
  actor: { userId: id, displayName: 'Dispatcher' },
  occurredAt: '2026-01-01T00:00:00.000Z',
};

describe('events', () => {
  it.each(EVENT_TYPES)('P-34 %s carries its version', (type) => {
    expect(type).toMatch(/^[a-z]+(\.[a-z-]+)+\.v[1-9]\d*$/);
  });

  it('are told apart by their type', () => {
    expect(incidentEventSchema.safeParse(event).success).toBe(true);
    expect(incidentEventSchema.safeParse({ ...event, type: 'grid.created.v1' }).success).toBe(false);
    expect(incidentEventSchema.safeParse({ ...event, type: 'grid.archived.v9' }).success).toBe(false);
  });

  it('P-6 are numbered from 1', () => {
    expect(incidentEventSchema.safeParse({ ...event, seq: 0 }).success).toBe(false);
    expect(incidentEventSchema.safeParse({ ...event, seq: 1.5 }).success).toBe(false);
  });
});

describe('a join', () => {
  it('P-13 starts from nothing unless it says otherwise', () => {
    expect(joinRequestSchema.parse({ incidentId: id })).toEqual({ incidentId: id, afterSeq: 0 });
  });

  it.each([-1, 0.5, '0', null])('refuses to continue after %j', (afterSeq) => {
    expect(joinRequestSchema.safeParse({ incidentId: id, afterSeq }).success).toBe(false);
  });
});

describe('positions', () => {
  const fix = {
    deviceId: id,
    sequence: 0,
    at: '2026-01-01T00:00:00Z',
    lon: 63.6,
    lat: 53.2,
    accuracyMetres: 5,
  };
  const batchOf = (count: number) => ({
    incidentId: id,
    fixes: Array.from({ length: count }, (_, sequence) => ({ ...fix, sequence })),
  });

  it.each([
    [1, true],
    [FIXES_PER_BATCH, true],
    [0, false],
    [FIXES_PER_BATCH + 1, false],
  ])('P-21 a batch of %d: %s', (count, accepted) => {
    expect(positionReportSchema.safeParse(batchOf(count)).success).toBe(accepted);
  });

  it.each([
    { lat: 91 },
    { lon: -181 },
    { accuracyMetres: -1 },
    { sequence: -1 },
    { at: 'yesterday' },
    { mood: 1 },
  ])('refuse %j', (change) => {
    expect(fixSchema.safeParse({ ...fix, ...change }).success).toBe(false);
  });

  it('P-20 carry no number of the incident', () => {
    expect(Object.keys(livePositionSchema.shape)).not.toContain('seq');
  });
});
