import type { SessionEnded } from '@izdeu/contracts';

type EndListener = (reason: SessionEnded['reason']) => void;
const listeners = new Set<EndListener>();

/** Called when the server ended the session, here or while the connection was away. */
export function onSessionEnded(listener: EndListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellSessionEnded(reason: SessionEnded['reason']): void {
  for (const listener of listeners) listener(reason);
}
