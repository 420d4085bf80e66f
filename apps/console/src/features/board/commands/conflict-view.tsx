import { Alert, Button, Group, Text } from '@mantine/core';
import { listEvents } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';
import { formatTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';

export interface ConflictViewProps {
  incidentId: string;
  /** Id of the thing two people changed: its last event tells who. */
  subjectId: string;
  /** Newest event this page knows; the change is among the last ones before it or just after. */
  seq: number;
  mine: string;
  theirs: string;
  onApply: () => void;
  onKeep: () => void;
}

const EVENTS_TO_LOOK_BACK = 200;

/** Both versions and who made the other one: nothing is overwritten silently. */
export function ConflictView({
  incidentId,
  subjectId,
  seq,
  mine,
  theirs,
  onApply,
  onKeep,
}: ConflictViewProps) {
  const t = useT();
  const author = useQuery({
    queryKey: ['conflict-author', incidentId, subjectId, seq],
    queryFn: async ({ signal }) => {
      const afterSeq = Math.max(0, seq - EVENTS_TO_LOOK_BACK);
      const { events } = await callRoute(
        listEvents,
        { params: { id: incidentId }, query: { afterSeq } },
        signal,
      );
      const last = events.findLast((event) => JSON.stringify(event).includes(`"id":"${subjectId}"`));
      return last !== undefined && 'actor' in last
        ? { name: last.actor.displayName, at: last.occurredAt }
        : null;
    },
  });
  return (
    <Alert color="orange" role="alert" p="sm" title={t('board.conflict.title')} data-testid="conflict">
      <Text size="sm">{t('board.conflict.theirs', { value: theirs })}</Text>
      {author.data ? (
        <Text size="sm" c="dimmed">
          {t('board.conflict.who', { name: author.data.name, time: formatTime(author.data.at) })}
        </Text>
      ) : null}
      {author.data === null || author.isError ? (
        <Text size="sm" c="dimmed">
          {t('board.conflict.unknown')}
        </Text>
      ) : null}
      <Text size="sm">{t('board.conflict.mine', { value: mine })}</Text>
      <Group gap="xs" mt="xs">
        <Button mih={44} h="auto" onClick={onApply}>
          {t('board.conflict.apply')}
        </Button>
        <Button mih={44} h="auto" variant="default" onClick={onKeep}>
          {t('board.conflict.keep')}
        </Button>
      </Group>
    </Alert>
  );
}
