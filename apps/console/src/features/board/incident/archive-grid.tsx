import { Button, Stack, Text, TextInput } from '@mantine/core';
import { archiveGrid, archiveSector } from '@izdeu/contracts';
import { useState } from 'react';
import { usePermission } from '../../../app/session/session.js';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import type { Command } from '../commands/use-command.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useBoardStore } from '../tools/board-store.js';
import { useIncidentView } from './use-incident-view.js';

interface ArchiveProps {
  command: Command<typeof archiveGrid> | Command<typeof archiveSector>;
  words: { start: MessageId; confirm: MessageId };
  onArchive: (reason: string) => void;
}

/** Asks for the reason first: the record says why it is gone. */
function Archive({ command, words, onArchive }: ArchiveProps) {
  const t = useT();
  const isAllowed = usePermission('sector.create');
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  if (!isAllowed) return null;
  if (!asked)
    return (
      <Button variant="subtle" color="red" mih={44} h="auto" onClick={() => setAsked(true)}>
        {t(words.start)}
      </Button>
    );
  return (
    <Stack gap="xs">
      <Text size="sm">{t(words.confirm)}</Text>
      <TextInput
        label={t('incident.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <CommandProblem error={command.error} onRetry={command.again} />
      <Button
        color="red"
        mih={44}
        h="auto"
        loading={command.isSending}
        disabled={reason.trim() === ''}
        onClick={() => onArchive(reason.trim())}
      >
        {t(words.start)}
      </Button>
    </Stack>
  );
}

/** Takes away a grid drawn by mistake, with a reason. */
export function ArchiveGrid({ gridId }: { gridId: string }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const setSelection = useBoardStore((store) => store.setSelection);
  const archive = useUndoableCommand(archiveGrid, incidentId, {
    describe: () => t('grid.archived'),
    seqsOf: ({ seq }) => [seq],
    onDone: () => setSelection([]),
  });
  return (
    <Archive
      command={archive}
      words={{ start: 'grid.archive', confirm: 'grid.archive.confirm' }}
      onArchive={(reason) => archive.send({ params: { id: incidentId, gridId }, body: { reason } })}
    />
  );
}

/** Takes away a hand-drawn sector, with a reason. */
export function ArchiveSector({ sectorId }: { sectorId: string }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const setSelection = useBoardStore((store) => store.setSelection);
  const archive = useUndoableCommand(archiveSector, incidentId, {
    describe: () => t('sector.archived'),
    seqsOf: ({ seq }) => [seq],
    onDone: () => setSelection([]),
  });
  return (
    <Archive
      command={archive}
      words={{ start: 'sector.archive', confirm: 'sector.archive.confirm' }}
      onArchive={(reason) => archive.send({ params: { id: incidentId, sectorId }, body: { reason } })}
    />
  );
}
