import { Text } from '@mantine/core';
import { IconClock, IconClockExclamation } from '@tabler/icons-react';
import { formatAgo } from '../i18n/format-ago.js';
import { formatDateTime } from '../i18n/time.js';
import { useT } from '../i18n/use-t.js';
import { useNow } from '../realtime/use-now.js';
import classes from './state-badge.module.css';

export interface AgeProps {
  /** When it was true, ISO or epoch milliseconds. */
  at: string | number;
  /** From this age on it is shown as old: another sign, and the word for it. */
  staleAfterMilliseconds?: number;
}

/** How old a live thing is. Old is said by sign and word; the exact time is in the title. */
export function Age({ at, staleAfterMilliseconds = Infinity }: AgeProps) {
  const t = useT();
  const age = useNow() - new Date(at).getTime();
  const isStale = age > staleAfterMilliseconds;
  const Sign = isStale ? IconClockExclamation : IconClock;
  const ago = formatAgo(age, t);
  return (
    <span className={classes.badge} title={formatDateTime(at)} data-stale={isStale}>
      <Sign size={18} aria-hidden style={{ flex: 'none' }} />
      <Text span size="sm" fw={isStale ? 700 : 400}>
        {isStale ? t('age.stale', { ago }) : ago}
      </Text>
    </span>
  );
}
