import { Stack } from '@mantine/core';
import { formTeam } from '@izdeu/contracts';
import { useState } from 'react';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { SidePanel } from '../tools/side-panel.js';
import { leaderOf, TeamFields, type TeamDraft } from './team-fields.js';

/** A field group: whom, called what, led by whom. */
export function TeamPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const showTeam = useBoardStore((store) => store.showTeam);
  const [draft, setDraft] = useState<TeamDraft>({ callSign: '', members: [], leaderId: null });
  const [tried, setTried] = useState(false);
  const form = useCommand(formTeam, {
    describe: ({ team }) => t('team.created', { callSign: team.callSign }),
    onDone: ({ team }) => showTeam(team.id),
  });

  const send = () => {
    setTried(true);
    const leader = leaderOf(draft);
    if (draft.callSign.trim() === '' || !leader) return;
    form.send({
      params: { id: incidentId },
      body: {
        callSign: draft.callSign.trim(),
        leaderMemberId: leader.id,
        memberIds: draft.members.map(({ id }) => id),
      },
    });
  };
  return (
    <SidePanel title={t('team.form')} onClose={onClose} takesFocus>
      <Stack
        component="form"
        gap="md"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TeamFields draft={draft} onChange={setDraft} tried={tried} />
        <CommandProblem error={form.error} onRetry={form.again} />
        <SubmitButton loading={form.isSending}>{t('team.create')}</SubmitButton>
      </Stack>
    </SidePanel>
  );
}
