import type { ApiError, IncidentSnapshot, JoinAnswer } from '@izdeu/contracts';
import { describe, expect, it } from '@jest/globals';
import { IncidentStore } from './incident-store.js';

const ID = '01900000-0000-7000-8000-000000000001';
const snapshot = (seq: number): IncidentSnapshot => ({
  seq,
  incident: {
    id: ID,
    title: 'A',
    state: 'opened',
    initialPlanningPoint: { type: 'Point', coordinates: [63.6, 53.2] },
    utmZone: 41,
    operationalPeriod: 1,
    openedAt: '2026-01-10T10:00:00.000Z',
    version: 1,
  },
  squads: [],
  persons: [],
  grids: [],
  sectors: [],
  teams: [],
  assignments: [],
  coverage: [],
});
const advanced = (seq: number) => ({ incidentId: ID, seq });
type Answer = { ok: true; data: JoinAnswer } | { ok: false; error: ApiError };

function follow() {
  const asked: number[] = [];
  const askedAs: (string | undefined)[] = [];
  const answers: ((answer: Answer) => void)[] = [];
  const incident = new IncidentStore({
    sendJoin: (afterSeq, as) => {
      asked.push(afterSeq);
      askedAs.push(as);
      return new Promise((resolve) => answers.push(resolve));
    },
    onSilence: () => undefined,
  });
  const answer = async (data: JoinAnswer) => {
    answers.shift()?.({ ok: true, data });
    await new Promise((resolve) => setTimeout(resolve, 60));
  };
  const refuse = async (code: ApiError['code']) => {
    answers.shift()?.({ ok: false, error: { code, message: '', requestId: '' } });
    await new Promise((resolve) => setTimeout(resolve, 60));
  };
  return { incident, asked, askedAs, answer, refuse, shown: () => incident.store.getState() };
}

describe('a followed incident', () => {
  it('P-12 keeps what comes before the answer and drops what the answer holds already', async () => {
    const { incident, answer, shown } = follow();
    incident.join();
    for (const seq of [4, 5, 6]) incident.take(advanced(seq));
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5 });
    expect(shown()).toMatchObject({ state: { seq: 6 }, status: { phase: 'live' } });
  });

  it('P-17 joins again with its own number on a gap', async () => {
    const { incident, asked, answer, shown } = follow();
    incident.join();
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5 });
    incident.take(advanced(8));
    expect(asked).toEqual([0, 5]);
    incident.take(advanced(9));
    await answer({ mode: 'delta', events: [6, 7, 8].map(advanced), seq: 8 });
    expect(shown().state?.seq).toBe(9);
  });

  it('P-39 says as whom it got what it has, and takes the whole state when that has changed', async () => {
    const { incident, askedAs, answer, shown } = follow();
    incident.join();
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5, as: 'field', reason: 'new' });
    incident.disconnected('reconnecting');
    incident.join();
    const whole = { ...snapshot(5), incident: { ...snapshot(5).incident, title: 'as staff sees it' } };
    await answer({ mode: 'snapshot', snapshot: whole, seq: 5, as: 'staff', reason: 'other-reader' });
    incident.join();
    expect(askedAs).toEqual([undefined, 'field', 'staff']);
    expect(shown().state?.incident.title).toBe('as staff sees it');
  });

  it('P-19 keeps showing what it had while the connection is away, and says so', async () => {
    const { incident, asked, answer, shown } = follow();
    incident.join();
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5 });
    incident.disconnected('offline');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(shown()).toMatchObject({ state: { seq: 5 }, status: { phase: 'offline' } });
    incident.join();
    await answer({ mode: 'delta', events: [advanced(6)], seq: 6 });
    expect(asked).toEqual([0, 5]);
    expect(shown()).toMatchObject({ state: { seq: 6 }, status: { phase: 'live' } });
  });

  it('P-13 takes a snapshot with a smaller number: the server was restored from a backup', async () => {
    const { incident, answer, shown } = follow();
    incident.join();
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5 });
    incident.join();
    await answer({ mode: 'snapshot', snapshot: snapshot(2), seq: 2 });
    expect(shown().state?.seq).toBe(2);
  });

  it('ignores the answer to a join from before a reconnect', async () => {
    const { incident, answer, shown } = follow();
    incident.join();
    incident.disconnected('reconnecting');
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5 });
    expect(shown().state).toBeNull();
  });

  it('P-28 forgets an incident that is not the reader’s any more', async () => {
    const { incident, answer, refuse, shown } = follow();
    incident.join();
    await answer({ mode: 'snapshot', snapshot: snapshot(5), seq: 5 });
    incident.join();
    await refuse('NOT_FOUND');
    expect(shown()).toMatchObject({ state: null, status: { phase: 'denied' } });
  });
});
