import { Box } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { formatTime } from '../i18n/time.js';
import { useT } from '../i18n/use-t.js';
import classes from './connection-banner.module.css';
import { useConnectionStore } from './connection-store.js';
import { SessionWatch } from './session-watch.js';

/** One calm line while the connection is away: what the map shows, and where reports are meanwhile. */
export function ConnectionBanner() {
  const t = useT();
  const { state, lastServerTime, following } = useConnectionStore();
  // The live region is always there: screen readers announce changes inside it, not its appearance.
  return (
    <Box role="status" aria-live="polite">
      <SessionWatch />
      {state === 'connected' || !following ? null : (
        <Box className={classes.banner}>
          <IconPlugConnectedX size={20} aria-hidden />
          <span>{bannerText(t, state === 'offline' ? 'lost' : 'reconnecting', lastServerTime)}</span>
        </Box>
      )}
    </Box>
  );
}

function bannerText(t: ReturnType<typeof useT>, kind: 'lost' | 'reconnecting', since: string | null): string {
  return since === null
    ? t(`connection.${kind}NoData`)
    : t(`connection.${kind}`, { time: formatTime(since) });
}
