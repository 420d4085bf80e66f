import { Badge, Button, NativeSelect, Text } from '@mantine/core';
import type { IncidentView } from '@izdeu/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorState } from '../../../components/error-state.js';
import { PracticeBadge } from '../../../components/practice-mark.js';
import { LoadingState } from '../../../components/loading-state.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { formatAgo } from '../../../i18n/format-ago.js';
import { useNow } from '../../../realtime/use-now.js';
import { isOpen, useIncidents, type IncidentFilter } from './board-queries.js';

export const INCIDENT_COLOURS = {
  opened: 'orange',
  active: 'blue',
  suspended: 'yellow',
  closed: 'gray',
} as const;

export function IncidentList() {
  const t = useT();
  const now = useNow();
  const [filter, setFilter] = useState<IncidentFilter>('open');
  const incidents = useIncidents();
  const all = incidents.data?.pages.flatMap((page) => page.items);
  const rows = filter === 'open' ? all?.filter(isOpen) : all;
  return (
    <>
      <NativeSelect
        aria-label={t('board.filter')}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value === 'all' ? 'all' : 'open')}
        data={[
          { value: 'open', label: t('board.filter.open') },
          { value: 'all', label: t('board.filter.all') },
        ]}
      />
      {incidents.isPending ? <LoadingState what={t('board.incidents')} /> : null}
      {incidents.isError && !rows ? (
        <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />
      ) : null}
      {rows?.length === 0 ? (
        <EmptyState title={t('board.incidents.empty')} body={t('board.incidents.emptyHelp')} />
      ) : null}
      <ul className={classes.list} aria-label={t('board.incidents')}>
        {rows?.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} now={now} />
        ))}
      </ul>
      {incidents.hasNextPage ? (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          mih={44}
          loading={incidents.isFetchingNextPage}
          onClick={() => void incidents.fetchNextPage()}
        >
          {t('board.more')}
        </Button>
      ) : null}
    </>
  );
}

function IncidentRow({ incident, now }: { incident: IncidentView; now: number }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const ago = formatAgo(now - Date.parse(incident.openedAt), t);
  return (
    <li className={classes.row} data-testid="incident-row">
      <Link to={`/board/incidents/${incident.id}`} className={classes.rowLink ?? ''}>
        <Text fw={600} size="sm">
          {incident.title}
        </Text>
        <Text size="xs">{incident.squads.map(({ name }) => name[locale]).join(', ')}</Text>
        <Text size="xs" c="dimmed">
          {[
            ago,
            t('incident.period', { number: incident.operationalPeriod }),
            t('board.seq', { seq: incident.seq }),
          ].join(' · ')}
        </Text>
      </Link>
      {incident.practice ? <PracticeBadge /> : null}
      <Badge variant="outline" color={INCIDENT_COLOURS[incident.state]} tt="none" style={{ flex: 'none' }}>
        {t(`incident.state.${incident.state}`)}
      </Badge>
    </li>
  );
}
