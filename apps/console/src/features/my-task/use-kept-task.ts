import { snapshotOf } from '@izdeu/domain';
import type { Me } from '@izdeu/contracts';
import { useEffect } from 'react';
import type { FollowedIncident } from '../../realtime/incident-store.js';
import { beginKeeping, keepForField } from '../../realtime/stored-field.js';

/** A burst of events is stored once. */
const STORE_AFTER_MILLISECONDS = 500;

/** Keeps on the phone what its task page shows, so that a reload without signal shows it again, with its time. */
export function useKeptTask(
  me: Me | null,
  lists: Readonly<Record<string, unknown>>,
  followed: ReadonlyMap<string, FollowedIncident>,
): void {
  const userId = me?.id;
  useEffect(() => {
    if (userId === undefined) return;
    beginKeeping(userId);
    void keepForField(userId, 'me', me);
  }, [userId, me]);
  const { mine, open } = lists;
  useEffect(() => {
    if (userId !== undefined && mine !== undefined) void keepForField(userId, 'mine', mine);
  }, [userId, mine]);
  useEffect(() => {
    if (userId !== undefined && open !== undefined) void keepForField(userId, 'open', open);
  }, [userId, open]);
  useEffect(() => {
    if (userId === undefined) return;
    const later = setTimeout(() => {
      for (const [id, { state, status }] of followed)
        // Taken out of the search: the device forgets it too.
        if (status.phase === 'denied') void keepForField(userId, `incident:${id}`, null);
        else if (state !== null && status.phase === 'live')
          void keepForField(userId, `incident:${id}`, {
            snapshot: snapshotOf(state),
            serverTime: status.serverTime,
          });
    }, STORE_AFTER_MILLISECONDS);
    return () => clearTimeout(later);
  }, [userId, followed]);
}
