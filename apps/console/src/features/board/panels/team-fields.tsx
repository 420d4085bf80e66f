import { NativeSelect, TextInput } from '@mantine/core';
import { useT } from '../../../i18n/use-t.js';
import { MemberChoice, type ChosenMember } from './member-choice.js';

/** What a team is called, who is in it, who leads it. */
export interface TeamDraft {
  readonly callSign: string;
  readonly members: readonly ChosenMember[];
  readonly leaderId: string | null;
}

/** The first one chosen leads until somebody else is. */
export const leaderOf = ({ members, leaderId }: TeamDraft): ChosenMember | undefined =>
  members.find(({ id }) => id === leaderId) ?? members[0];

export interface TeamFieldsProps {
  draft: TeamDraft;
  onChange: (draft: TeamDraft) => void;
  /** It was tried to send: what is missing is said. */
  tried: boolean;
  /** The team that is changed: its own members are not busy elsewhere. */
  ownTeamId?: string;
}

export function TeamFields({ draft, onChange, tried, ownTeamId }: TeamFieldsProps) {
  const t = useT();
  const { callSign, members } = draft;
  return (
    <>
      <TextInput
        label={t('team.callSign')}
        value={callSign}
        maxLength={40}
        placeholder="Барс-1"
        onChange={(event) => onChange({ ...draft, callSign: event.currentTarget.value })}
        error={tried && callSign.trim() === '' ? t('team.callSign.required') : undefined}
        autoComplete="off"
      />
      <MemberChoice
        chosen={members}
        onChange={(chosen) => onChange({ ...draft, members: chosen })}
        error={tried && members.length === 0 ? t('team.members.required') : undefined}
        ownTeamId={ownTeamId}
      />
      <NativeSelect
        label={t('team.leader')}
        value={leaderOf(draft)?.id ?? ''}
        disabled={members.length === 0}
        onChange={(event) => onChange({ ...draft, leaderId: event.currentTarget.value })}
        data={members.map(({ id, fullName }) => ({ value: id, label: fullName }))}
      />
    </>
  );
}
