import { changeAssignmentStatus, reportPositions } from '@izdeu/contracts';
import { callRoute } from '../app/http/call-route.js';
import { RequestError } from '../app/http/request-error.js';
import type { Answer, OutboxEntry } from './outbox-core.js';

/** A weak signal holds a request open for minutes; giving up and asking again is safe and shown sooner. */
const PATIENCE_MILLISECONDS = 20_000;

/** The new version of the assignment, if the command moved one. */
async function call(entry: OutboxEntry): Promise<number | null> {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const { commandId, params } = entry;
  if (entry.routeId === 'reportPositions') {
    // The fixes may have waited for hours: by this the server tells a wrong clock from an old fix.
    const body = { commandId, fixes: [...entry.body.fixes], sentAt: new Date().toISOString() };
    await callRoute(reportPositions, { params, body }, signal);
    return null;
  }
  const body = { commandId, ...entry.body };
  return (await callRoute(changeAssignmentStatus, { params, body }, signal)).assignment.version;
}

/** One attempt over HTTP. It never throws: whatever happened is an answer the person can be told. */
export async function sendEntry(entry: OutboxEntry): Promise<Answer> {
  try {
    return { kind: 'received', version: await call(entry) };
  } catch (error) {
    const { code, requestId } = error instanceof RequestError ? error : new RequestError('OFFLINE');
    return { kind: 'failed', refusal: { code, requestId } };
  }
}
