import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { SESSION_KEY } from '../app/session/session.js';
import { useT } from '../i18n/use-t.js';
import { onSessionEnded } from './session-end.js';

/** Leads to the sign-in page as soon as the server ended the session, and says why unless it was asked for. */
export function SessionWatch() {
  const t = useT();
  const client = useQueryClient();
  const ended = useEffectEvent((reason: string) => {
    if (client.getQueryData(SESSION_KEY) === null) return;
    // The session's own query stays: whoever watches it must see that nobody is signed in any more.
    client.setQueryData(SESSION_KEY, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
    client.getMutationCache().clear();
    if (reason !== 'logout')
      notifications.show({ color: 'red', autoClose: false, message: t('error.UNAUTHENTICATED') });
  });
  useEffect(() => onSessionEnded((reason) => ended(reason)), []);
  return null;
}
