import { Button, Group, Text } from '@mantine/core';
import { undoEvents } from '@izdeu/contracts';
import { notifications } from '@mantine/notifications';
import { useT } from '../../../i18n/use-t.js';
import { UndoProblem } from '../history/undo-problem.js';
import { useCommand } from './use-command.js';

export interface DoneMessageProps {
  notificationId: string;
  what: string;
  incidentId: string;
  /** Numbers of the events that were just made. */
  seqs: readonly number[];
}

/** What was done, with the way back for as long as the message stands. */
export function DoneMessage({ notificationId, what, incidentId, seqs }: DoneMessageProps) {
  const t = useT();
  const undo = useCommand(undoEvents, {
    describe: () => t('history.undone', { what }),
    onDone: () => notifications.hide(notificationId),
  });
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm">{t('board.done', { what })}</Text>
        <Button
          variant="default"
          size="xs"
          mih={40}
          loading={undo.isSending}
          onClick={() =>
            undo.send({
              params: { id: incidentId },
              body: { seqs: [...seqs], reason: t('history.undo.mistake') },
            })
          }
          aria-label={t('history.undo.of', { what })}
        >
          {t('history.undo')}
        </Button>
      </Group>
      <UndoProblem error={undo.error} onRetry={undo.again} />
    </>
  );
}
