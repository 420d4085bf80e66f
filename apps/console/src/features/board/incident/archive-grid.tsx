import { Button, Stack, Text, TextInput } from '@mantine/core';
import { archiveGrid } from '@izdeu/contracts';
import { useState } from 'react';
import { usePermission } from '../../../app/session/session.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { useBoardStore } from '../tools/board-store.js';
import { useIncidentView } from './use-incident-view.js';

/** Takes away a grid drawn by mistake, with a reason. */
export function ArchiveGrid({ gridId }: { gridId: string }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const setSelection = useBoardStore((store) => store.setSelection);
  const isAllowed = usePermission('sector.create');
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const archive = useCommand(archiveGrid, {
    describe: () => t('grid.archived'),
    onDone: () => setSelection([]),
  });
  if (!isAllowed) return null;
  if (!asked)
    return (
      <Button variant="subtle" color="red" mih={44} h="auto" onClick={() => setAsked(true)}>
        {t('grid.archive')}
      </Button>
    );
  return (
    <Stack gap="xs">
      <Text size="sm">{t('grid.archive.confirm')}</Text>
      <TextInput
        label={t('incident.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <CommandProblem error={archive.error} onRetry={archive.again} />
      <Button
        color="red"
        mih={44}
        h="auto"
        loading={archive.isSending}
        disabled={reason.trim() === ''}
        onClick={() => archive.send({ params: { id: incidentId, gridId }, body: { reason: reason.trim() } })}
      >
        {t('grid.archive')}
      </Button>
    </Stack>
  );
}
