import type { IncidentState } from '@izdeu/domain';
import { useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { useConnectionStore } from './connection-store.js';
import { holdIncident, peekIncident, releaseIncident } from './incident-desk.js';
import type { FollowedIncident } from './incident-store.js';
import { holdConnection } from './socket.js';
import { subscribePositions, type LivePositions } from './position-store.js';

const whole = (incident: FollowedIncident): FollowedIncident => incident;

function useFollowing<T>(incidentId: string, select: (incident: FollowedIncident) => T): T {
  const { store } = peekIncident(incidentId);
  useEffect(() => {
    holdIncident(incidentId);
    return () => releaseIncident(incidentId);
  }, [incidentId]);
  return useStore(store, select);
}

/** Follows an incident while mounted; many components may ask for the same one, it is joined once. */
export const useIncident = (incidentId: string): FollowedIncident => useFollowing(incidentId, whole);

/**
 * One part of the state; null until it is there. The selector must return something that keeps its identity while
 * unchanged (`(state) => state.teams`), never a new array.
 */
export const useIncidentState = <T>(incidentId: string, select: (state: IncidentState) => T): T | null =>
  useFollowing(incidentId, ({ state }) => (state === null ? null : select(state)));

/** Latest position of each device, at once and after every frame. Draw them; do not put them into state. */
export function usePositions(incidentId: string, listener: (positions: LivePositions) => void): void {
  const changed = useEffectEvent(listener);
  useEffect(() => subscribePositions(incidentId, (positions) => changed(positions)), [incidentId]);
}

/** Keeps the connection up on a page that follows no incident but must know when headquarters is out of reach. */
export const useLiveConnection = (): void => useEffect(holdConnection, []);

/** How the connection fares; `lastServerTime` is when the server was last heard. */
export const useConnection = () => useConnectionStore();
