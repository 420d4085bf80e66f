import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { EVENT_OBJECT_KINDS } from '@izdeu/contracts';
import { useT } from '../../../i18n/use-t.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore, WHOLE_HISTORY, type HistoryFilter } from '../tools/board-store.js';

/** A grid has thousands of sectors: the list offers those that something happened to, and the one asked for. */
function useOfferedSectors(sectorId: string | null) {
  const { state, catalogue, statuses } = useIncidentView();
  const worked = new Set([...state.assignments.values()].map((one) => one.sectorId));
  return catalogue.sectors.filter(
    ({ id }, index) =>
      id === sectorId || worked.has(id) || (statuses[index]?.state ?? 'unsearched') !== 'unsearched',
  );
}

/** Narrows the history to a kind of thing, a team, a sector. */
export function HistoryFilters() {
  const t = useT();
  const { state } = useIncidentView();
  const { historyFilter: filter, openHistory } = useBoardStore();
  const sectors = useOfferedSectors(filter.sectorId);
  const change = (part: Partial<HistoryFilter>) => openHistory({ ...filter, ...part });
  const every = { value: '', label: t('history.filter.all') };
  const isNarrowed = filter.kind !== null || filter.teamId !== null || filter.sectorId !== null;
  return (
    <Stack gap={6} mb="xs" role="group" aria-label={t('history.filter')}>
      <NativeSelect
        label={t('history.filter.kind')}
        value={filter.kind ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: EVENT_OBJECT_KINDS.find((kind) => kind === value) ?? null })
        }
        data={[every, ...EVENT_OBJECT_KINDS.map((value) => ({ value, label: t(`history.kind.${value}`) }))]}
      />
      <Group gap={6} grow>
        <NativeSelect
          label={t('history.filter.team')}
          value={filter.teamId ?? ''}
          onChange={({ currentTarget: { value } }) => change({ teamId: value === '' ? null : value })}
          data={[
            every,
            ...[...state.teams.values()].map(({ id, callSign }) => ({ value: id, label: callSign })),
          ]}
        />
        <NativeSelect
          label={t('history.filter.sector')}
          value={filter.sectorId ?? ''}
          onChange={({ currentTarget: { value } }) => change({ sectorId: value === '' ? null : value })}
          data={[every, ...sectors.map(({ id, label }) => ({ value: id, label }))]}
        />
      </Group>
      {isNarrowed ? (
        <Button variant="subtle" size="xs" mih={36} onClick={() => openHistory(WHOLE_HISTORY)}>
          {t('history.filter.clear')}
        </Button>
      ) : null}
    </Stack>
  );
}
