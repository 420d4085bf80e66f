import { describe, expect, it } from '@jest/globals';
import type { Assignment } from '@izdeu/contracts';
import type { OutboxEntry } from '../../outbox/outbox-core.js';
import { progressOf } from './task-progress.js';

const assignment = { id: 'a', state: 'assigned', version: 3 } as Assignment;
const report = (to: string, more: Partial<OutboxEntry> = {}): OutboxEntry =>
  ({
    routeId: 'changeAssignmentStatus',
    params: { id: 'a' },
    body: { to },
    state: 'on-device',
    answeredVersion: null,
    ...more,
  }) as OutboxEntry;

describe('progress of a task', () => {
  it('is what headquarters says while nothing was reported', () => {
    expect(progressOf(assignment, [])).toMatchObject({
      confirmed: 'assigned',
      reported: null,
      steps: { main: 'acknowledged', others: ['refused'] },
    });
  });

  it('goes on without signal, and says what is only reported', () => {
    expect(progressOf(assignment, [report('acknowledged'), report('en-route')])).toMatchObject({
      confirmed: 'assigned',
      reported: 'en-route',
      steps: { main: 'searching' },
    });
  });

  it('does not step back between the answer and the live event', () => {
    const answered = report('acknowledged', { state: 'at-headquarters', answeredVersion: 4 });
    expect(progressOf(assignment, [answered])).toMatchObject({ confirmed: 'acknowledged', reported: null });
    const newer = { ...assignment, state: 'paused', version: 6 } as Assignment;
    expect(progressOf(newer, [answered]).confirmed).toBe('paused');
  });

  it('forgets a refused report, and that of another task', () => {
    const entries = [
      report('acknowledged', { state: 'refused' }),
      report('en-route', { params: { id: 'b' } }),
    ];
    expect(progressOf(assignment, entries)).toMatchObject({ confirmed: 'assigned', reported: null });
  });

  it('has no step after the debrief was reported', () => {
    expect(progressOf(assignment, [report('completed')])).toMatchObject({
      finished: true,
      steps: { main: null },
    });
  });
});
