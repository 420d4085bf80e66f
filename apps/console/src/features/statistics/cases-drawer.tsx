import { Anchor, Button, Drawer, Stack, Text } from '@mantine/core';
import { listStatisticsCases, type RouteRequest } from '@izdeu/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { callRoute } from '../../app/http/call-route.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { formatDate } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { casesQueryOf } from './figures.js';
import classes from './statistics.module.css';
import type { Names } from './use-names.js';

type CasesQuery = RouteRequest<typeof listStatisticsCases>['query'];

const useCases = (cases: string | null) =>
  useInfiniteQuery({
    queryKey: ['statistics-cases', cases],
    enabled: cases !== null,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...casesQueryOf(cases ?? ''),
        limit: 50,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      } as CasesQuery;
      return callRoute(listStatisticsCases, { query }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export interface CasesDrawerProps {
  /** Address of the list behind the figure that was opened. */
  cases: string | null;
  names: Names;
  onClose: () => void;
}

export function CasesDrawer({ cases, names, onClose }: CasesDrawerProps) {
  const t = useT();
  return (
    <Drawer
      opened={cases !== null}
      onClose={onClose}
      position="right"
      size="min(560px, 100vw)"
      title={t('stats.cases')}
      closeButtonProps={{ 'aria-label': t('stats.cases.close'), size: 44 }}
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('stats.cases.help')}
      </Text>
      <CaseList cases={cases} names={names} />
    </Drawer>
  );
}

function CaseList({ cases, names }: Omit<CasesDrawerProps, 'onClose'>) {
  const t = useT();
  const list = useCases(cases);
  if (list.isPending) return <LoadingState what={t('stats.cases')} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <Text>{t('stats.cases.none')}</Text>;
  return (
    <Stack gap="xs" data-testid="stats-cases">
      <ul className={classes.cases}>
        {rows.map((row) => (
          <li key={row.id} data-testid="stats-case">
            <Anchor component={Link} to={`/applications/${row.id}`} fw={600}>
              {row.reference}
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              {formatDate(row.receivedAt)} · {names.district(row.district)}
            </Text>
            {row.persons.map((person) => (
              <Text key={person.id} size="sm">
                {person.fullName ?? t('person.unnamed')}
                {person.birthYear ? `, ${person.birthYear}` : ''} ·{' '}
                {person.outcome ? t(`outcome.kind.${person.outcome}`) : t('stats.unresolved')}
              </Text>
            ))}
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button
          variant="default"
          mih={56}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('review.more')}
        </Button>
      ) : null}
    </Stack>
  );
}
