import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { formTeam } from '@izdeu/contracts';
import { useState } from 'react';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { SidePanel } from '../tools/side-panel.js';
import { MemberChoice, type ChosenMember } from './member-choice.js';

/** A field group: whom, called what, led by whom. The first one chosen leads until somebody else is. */
export function TeamPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const showTeam = useBoardStore((store) => store.showTeam);
  const [callSign, setCallSign] = useState('');
  const [members, setMembers] = useState<readonly ChosenMember[]>([]);
  const [leaderId, setLeaderId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const form = useCommand(formTeam, {
    describe: ({ team }) => t('team.created', { callSign: team.callSign }),
    onDone: ({ team }) => showTeam(team.id),
  });
  const leader = members.find(({ id }) => id === leaderId) ?? members[0];

  const send = () => {
    setTried(true);
    if (callSign.trim() === '' || !leader) return;
    form.send({
      params: { id: incidentId },
      body: {
        callSign: callSign.trim(),
        leaderMemberId: leader.id,
        memberIds: members.map(({ id }) => id),
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
        <TextInput
          label={t('team.callSign')}
          value={callSign}
          maxLength={40}
          placeholder="Барс-1"
          onChange={(event) => setCallSign(event.currentTarget.value)}
          error={tried && callSign.trim() === '' ? t('team.callSign.required') : undefined}
          autoComplete="off"
        />
        <MemberChoice
          chosen={members}
          onChange={setMembers}
          error={tried && members.length === 0 ? t('team.members.required') : undefined}
        />
        <NativeSelect
          label={t('team.leader')}
          value={leader?.id ?? ''}
          disabled={members.length === 0}
          onChange={(event) => setLeaderId(event.currentTarget.value)}
          data={members.map(({ id, fullName }) => ({ value: id, label: fullName }))}
        />
        <CommandProblem error={form.error} onRetry={form.again} />
        <SubmitButton loading={form.isSending}>{t('team.create')}</SubmitButton>
      </Stack>
    </SidePanel>
  );
}
