import { Checkbox, NativeSelect, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { listMembers, type Member } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callRoute } from '../../../app/http/call-route.js';
import { errorMessageId } from '../../../i18n/error-message.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import { useIncidentView } from '../incident/use-incident-view.js';

export type ChosenMember = Pick<Member, 'id' | 'fullName'>;

export interface MemberChoiceProps {
  chosen: readonly ChosenMember[];
  onChange: (chosen: readonly ChosenMember[]) => void;
  error: string | undefined;
  /** Members of this team are not busy elsewhere. */
  ownTeamId?: string | undefined;
}

const useMembers = (squadId: string) =>
  useQuery({
    queryKey: ['squad-members', squadId],
    queryFn: async ({ signal }) => {
      const items: Member[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: 200, cursor };
        const page = await callRoute(listMembers, { params: { id: squadId }, query }, signal);
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return items;
    },
    staleTime: 60_000,
    enabled: squadId !== '',
  });

/** People of the squads in this search, squad by squad; several squads may share one team. */
export function MemberChoice({ chosen, onChange, error, ownTeamId }: MemberChoiceProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { state } = useIncidentView();
  const [squadId, setSquadId] = useState(state.squads[0]?.id ?? '');
  const [filter, setFilter] = useState('');
  const members = useMembers(squadId);
  const busy = new Map(
    [...state.teams.values()]
      .filter(({ id }) => id !== ownTeamId)
      .flatMap((team) => team.members.map(({ memberId }) => [memberId, team.callSign])),
  );
  const shown = (members.data ?? []).filter(({ fullName }) =>
    fullName.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase()),
  );
  const toggle = ({ id, fullName }: Member) =>
    onChange(
      chosen.some((one) => one.id === id)
        ? chosen.filter((one) => one.id !== id)
        : [...chosen, { id, fullName }],
    );

  return (
    <Stack gap="xs" role="group" aria-label={t('team.members')}>
      <NativeSelect
        label={t('board.squads')}
        value={squadId}
        onChange={(event) => setSquadId(event.currentTarget.value)}
        data={state.squads.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      />
      <TextInput
        aria-label={t('team.members.filter')}
        placeholder={t('team.members.filter')}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        autoComplete="off"
      />
      <ScrollArea.Autosize mah={260} type="auto">
        <Stack gap={8} p={2}>
          {shown.map((member) => (
            <Checkbox
              key={member.id}
              label={memberLabel(member, busy.get(member.id), t)}
              checked={chosen.some(({ id }) => id === member.id)}
              onChange={() => toggle(member)}
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      {members.isError ? <Text size="sm">{t(errorMessageId(members.error))}</Text> : null}
      <Text size="sm" role={error ? 'alert' : 'status'} {...(error && { c: 'var(--mantine-color-error)' })}>
        {error ?? t('count.people', { count: chosen.length })}
      </Text>
    </Stack>
  );
}

function memberLabel(member: Member, team: string | undefined, t: ReturnType<typeof useT>): string {
  const notes = [
    ...(member.isMinor ? [t('team.minor')] : []),
    ...(team === undefined ? [] : [t('team.members.busy', { callSign: team })]),
  ];
  return notes.length === 0 ? member.fullName : `${member.fullName} (${notes.join(', ')})`;
}
