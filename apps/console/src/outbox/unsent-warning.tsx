import { Alert } from '@mantine/core';
import { useT } from '../i18n/use-t.js';
import { totalsOf } from './outbox-core.js';
import { useOutboxStore } from './outbox-store.js';

/** Before signing out: what headquarters has not got yet would be lost with it. */
export function UnsentWarning({ userId }: { userId: string }) {
  const t = useT();
  const entries = useOutboxStore((store) => store.entries);
  const { waiting } = totalsOf(entries.filter((entry) => entry.userId === userId));
  if (waiting === 0) return null;
  return (
    <Alert color="red" mb="sm" role="alert">
      {t('outbox.unsent', { count: waiting })}
    </Alert>
  );
}
