import type { QueryClient } from '@tanstack/react-query';
import { SESSION_KEY } from './session-key.js';

/**
 * Forgets everything that was read, so the next person on a shared device sees nothing of the former. The session's
 * own query is set first and stays: whoever watches it must see that nobody is signed in, or keeps the old page.
 */
export function forgetReadData(client: QueryClient): void {
  client.setQueryData(SESSION_KEY, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
  client.getMutationCache().clear();
}

const SIGN_OUT_CHANNEL = 'izdeu-session';

/** Tells the other tabs of this browser, which share the cookie, that the person has left. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(SIGN_OUT_CHANNEL);
  channel.postMessage('signed-out');
  channel.close();
}

export function onSignOutElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(SIGN_OUT_CHANNEL);
  channel.addEventListener('message', listener);
  return () => channel.close();
}
