import { Button, Group, Stack } from '@mantine/core';
import { changeTeam, type Team } from '@izdeu/contracts';
import { useState } from 'react';
import { ConflictChoice, type ConflictField } from '../../../components/conflict-choice.js';
import { conflictIn } from '../../../components/conflict-details.js';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT, type Translate } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { leaderOf, TeamFields, type TeamDraft } from './team-fields.js';

const draftOf = (team: Team): TeamDraft => ({
  callSign: team.callSign,
  members: team.members.map(({ memberId, fullName }) => ({ id: memberId, fullName })),
  leaderId: team.leaderMemberId,
});

/** A team's name, people and leader changed, based on the version that was there when the form was opened. */
export function TeamEdit({ team, onDone }: { team: Team; onDone: () => void }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const [opened] = useState(team);
  const [draft, setDraft] = useState(() => draftOf(team));
  const [tried, setTried] = useState(false);
  const change = useUndoableCommand(changeTeam, incidentId, {
    describe: (answer) => t('team.changed', { callSign: answer.team.callSign }),
    seqsOf: ({ seq }) => [seq],
    onDone,
  });
  const conflict = conflictIn(change.error);

  const send = (wanted: TeamDraft, version: number) => {
    setTried(true);
    const leader = leaderOf(wanted);
    if (wanted.callSign.trim() === '' || !leader) return;
    change.send({
      params: { id: team.id },
      body: {
        version,
        callSign: wanted.callSign.trim(),
        leaderMemberId: leader.id,
        memberIds: wanted.members.map(({ id }) => id),
      },
    });
  };

  if (conflict) {
    const theirs = conflict.current as Team;
    return (
      <ConflictChoice
        key={theirs.version}
        author={conflict}
        fields={differences(draftOf(opened), draft, draftOf(theirs), t)}
        saving={change.isSending}
        onSave={(kept) => {
          const merged = merge(draft, draftOf(theirs), kept);
          setDraft(merged);
          send(merged, theirs.version);
        }}
        onTakeTheirs={onDone}
      />
    );
  }
  return (
    <Stack
      component="form"
      gap="md"
      aria-label={t('team.changeOf', { callSign: opened.callSign })}
      onSubmit={(event) => {
        event.preventDefault();
        send(draft, opened.version);
      }}
    >
      <TeamFields draft={draft} onChange={setDraft} tried={tried} ownTeamId={team.id} />
      <CommandProblem error={change.error} onRetry={change.again} />
      <Group gap="xs">
        <SubmitButton loading={change.isSending}>{t('team.save')}</SubmitButton>
        <Button variant="default" mih={48} onClick={onDone}>
          {t('review.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

const namesOf = ({ members }: TeamDraft): string =>
  members
    .map(({ fullName }) => fullName)
    .sort((left, right) => left.localeCompare(right))
    .join(', ');
const leaderName = (draft: TeamDraft): string => leaderOf(draft)?.fullName ?? '';

const PARTS = [
  { key: 'callSign', label: 'team.callSign', words: ({ callSign }: TeamDraft) => callSign.trim() },
  { key: 'members', label: 'team.members', words: namesOf },
  { key: 'leaderId', label: 'team.leader', words: leaderName },
] as const;

const differences = (base: TeamDraft, mine: TeamDraft, theirs: TeamDraft, t: Translate): ConflictField[] =>
  PARTS.filter(({ words }) => words(mine) !== words(theirs)).map(({ key, label, words }) => ({
    key,
    label: t(label),
    mine: words(mine),
    theirs: words(theirs),
    isMine: words(mine) !== words(base),
  }));

const merge = (mine: TeamDraft, theirs: TeamDraft, kept: ReadonlySet<string>): TeamDraft => ({
  callSign: (kept.has('callSign') ? mine : theirs).callSign,
  members: (kept.has('members') ? mine : theirs).members,
  leaderId: leaderOf(kept.has('leaderId') ? mine : theirs)?.id ?? null,
});
