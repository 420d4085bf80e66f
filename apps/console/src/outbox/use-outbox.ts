import { useEffect } from 'react';
import { theOutbox } from './outbox-store.js';

/** Sends what this person left on the device for as long as they are signed in. */
export function useOutboxOf(userId: string | undefined): void {
  useEffect(() => {
    if (userId === undefined) return;
    void theOutbox().then((outbox) => outbox.start(userId));
  }, [userId]);
}
