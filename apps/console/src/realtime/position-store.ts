import type { LivePosition } from '@izdeu/contracts';

export type LivePositions = ReadonlyMap<string, LivePosition>;
type Listener = (positions: LivePositions) => void;

/** A phone in the hands of one user: two users of one phone are two markers. */
export const deviceKey = ({ deviceId, userId }: LivePosition): string => `${deviceId}:${userId}`;

/** Latest position of each device, by incident. Frames come four times a second: they go to canvases, not into React. */
const positions = new Map<string, Map<string, LivePosition>>();
const listeners = new Map<string, Set<Listener>>();
const NONE: LivePositions = new Map();

export const positionsOf = (incidentId: string): LivePositions => positions.get(incidentId) ?? NONE;

/** Tells at once what is known, then after every frame. */
export function subscribePositions(incidentId: string, listener: Listener): () => void {
  const known = listeners.get(incidentId) ?? new Set();
  listeners.set(incidentId, known.add(listener));
  listener(positionsOf(incidentId));
  return () => void known.delete(listener);
}

/** A device never moves back in time: frames may come late. */
export function takePositions(incidentId: string, fixes: readonly LivePosition[]): void {
  const latest = positions.get(incidentId) ?? new Map<string, LivePosition>();
  positions.set(incidentId, latest);
  for (const fix of fixes) {
    const known = latest.get(deviceKey(fix));
    if (known === undefined || known.at <= fix.at) latest.set(deviceKey(fix), fix);
  }
  for (const listener of listeners.get(incidentId) ?? []) listener(latest);
}

export const forgetPositions = (incidentId: string): void => void positions.delete(incidentId);
