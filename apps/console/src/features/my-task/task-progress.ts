import type { Assignment, AssignmentState } from '@izdeu/contracts';
import { assignmentSteps, isFinalAssignment, type AssignmentSteps } from '@izdeu/domain';
import type { OutboxEntry } from '../../outbox/outbox-core.js';

/** What headquarters knows of an assignment, and what only this phone knows. */
export interface TaskProgress {
  /** As headquarters has confirmed it. */
  readonly confirmed: AssignmentState;
  /** The last step reported here that headquarters has not answered yet; never shown as confirmed. */
  readonly reported: AssignmentState | null;
  /** The steps that follow from what was reported: without signal the work goes on. */
  readonly steps: AssignmentSteps;
  /** Nothing more to do here: at most an answer to wait for. */
  readonly finished: boolean;
}

const NO_STEPS: AssignmentSteps = { main: null, others: [] };

export function reportsOf(assignmentId: string, entries: readonly OutboxEntry[]): OutboxEntry[] {
  return entries.filter(
    (entry) => entry.routeId === 'changeAssignmentStatus' && entry.params.id === assignmentId,
  );
}

/** Where an entry takes its assignment. */
export const stepOf = (entry: OutboxEntry): AssignmentState | null =>
  entry.routeId === 'changeAssignmentStatus' ? entry.body.to : null;

export function progressOf(assignment: Assignment, entries: readonly OutboxEntry[]): TaskProgress {
  const reports = reportsOf(assignment.id, entries);
  // Headquarters answered, but the live stream has not told of it yet.
  const ahead = reports.filter(
    ({ state, answeredVersion }) =>
      state === 'at-headquarters' && answeredVersion !== null && answeredVersion > assignment.version,
  );
  const waiting = reports.filter(({ state }) => state === 'on-device' || state === 'sending');
  const confirmed = lastStep(ahead) ?? assignment.state;
  const reported = lastStep(waiting);
  const current = reported ?? confirmed;
  const finished = isFinalAssignment(current);
  return { confirmed, reported, steps: finished ? NO_STEPS : assignmentSteps(current), finished };
}

const lastStep = (entries: readonly OutboxEntry[]): AssignmentState | null => {
  const last = entries.at(-1);
  return last ? stepOf(last) : null;
};
