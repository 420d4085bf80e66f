import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { notify } from '../app/notify.js';
import { forgetReadData, onSignOutElsewhere } from '../app/session/forget-session.js';
import { SESSION_KEY } from '../app/session/session.js';
import { useT } from '../i18n/use-t.js';
import { onSessionEnded } from './session-end.js';
import { wipeStoredField } from './stored-field.js';

/** Leads to the sign-in page as soon as the server ended the session, and says why unless it was asked for. */
export function SessionWatch() {
  const t = useT();
  const client = useQueryClient();
  const ended = useEffectEvent((reason: string) => {
    if (client.getQueryData(SESSION_KEY) === null) return;
    void wipeStoredField();
    forgetReadData(client);
    if (reason !== 'logout') notify({ color: 'red', autoClose: false, message: t('error.UNAUTHENTICATED') });
  });
  useEffect(() => onSessionEnded((reason) => ended(reason)), []);
  useEffect(() => onSignOutElsewhere(() => ended('logout')), []);
  return null;
}
