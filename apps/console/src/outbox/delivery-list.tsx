import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorMessageId } from '../i18n/error-message.js';
import { formatTime } from '../i18n/time.js';
import { useT } from '../i18n/use-t.js';
import { DeliveryBadge } from './delivery-badge.js';
import { isWaiting, type OutboxEntry } from './outbox-core.js';
import { theOutbox, useOutboxStore } from './outbox-store.js';

export interface DeliveryListProps {
  userId: string;
  /** What the report said, such as "Sector A3: searching". */
  describe: (entry: OutboxEntry) => ReactNode;
}

const SHOWN = 6;

/** Each report and where it is. Refused ones first: they need the person; then the newest. */
export function DeliveryList({ userId, describe }: DeliveryListProps) {
  const t = useT();
  const { entries, durable } = useOutboxStore();
  const mine = entries.filter((entry) => entry.userId === userId);
  const reports = mine.filter(({ routeId }) => routeId !== 'reportPositions').reverse();
  const refused = reports.filter(({ state }) => state === 'refused');
  const rest = reports.filter(({ state }) => state !== 'refused').slice(0, SHOWN);
  const fixes = waitingFixes(mine);
  if (refused.length + rest.length + fixes === 0 && durable) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="outbox-title" data-testid="outbox">
      <Title order={2} size="h4" id="outbox-title">
        {t('outbox.title')}
      </Title>
      {durable ? null : <Alert color="red">{t('outbox.notDurable')}</Alert>}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-live="polite">
        {[...refused, ...rest].map((entry) => (
          <Report key={entry.commandId} entry={entry}>
            {describe(entry)}
          </Report>
        ))}
      </Stack>
      {fixes > 0 ? <Text size="sm">{t('outbox.positions', { count: fixes })}</Text> : null}
    </Stack>
  );
}

const waitingFixes = (entries: readonly OutboxEntry[]): number =>
  entries.reduce(
    (total, entry) =>
      entry.routeId === 'reportPositions' && isWaiting(entry) ? total + entry.body.fixes.length : total,
    0,
  );

function Report({ entry, children }: { entry: OutboxEntry; children: ReactNode }) {
  const t = useT();
  const dismiss = () => void theOutbox().then((outbox) => outbox.dismiss(entry.commandId));
  return (
    <li data-testid="outbox-entry">
      <Group justify="space-between" gap={4}>
        <Text size="sm">
          {formatTime(entry.createdAt)} {children}
        </Text>
        <DeliveryBadge state={entry.state} />
      </Group>
      {entry.state === 'refused' && entry.refusal ? (
        <Alert color="red" role="alert" mt={4}>
          <Text size="sm">{t(errorMessageId(entry.refusal))}</Text>
          {entry.refusal.requestId ? (
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {t('state.error.request', { requestId: entry.refusal.requestId })}
            </Text>
          ) : null}
          <Button mt="xs" mih={56} variant="default" onClick={dismiss}>
            {t('outbox.dismiss')}
          </Button>
        </Alert>
      ) : null}
    </li>
  );
}
