import '@mantine/charts/styles.css';
import { Alert, Stack, Title } from '@mantine/core';
import { getStatistics } from '@izdeu/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { callRoute } from '../../app/http/call-route.js';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { formatDate } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { BreakdownPanel } from './breakdown-panel.js';
import { CasesDrawer } from './cases-drawer.js';
import { ComparisonPanel } from './comparison-panel.js';
import { FindDistancePanel } from './find-distance-panel.js';
import { filtersIn, type Filters, type Statistics } from './figures.js';
import { FilterBar } from './filter-bar.js';
import { Headline } from './headline.js';
import { OutcomeFunnel } from './outcome-funnel.js';
import classes from './statistics.module.css';
import { useNames, type Names } from './use-names.js';

const useStatistics = (filters: Filters) =>
  useQuery({
    queryKey: ['statistics', filters],
    queryFn: ({ signal }) => callRoute(getStatistics, { query: filters }, signal),
    enabled: filters.from <= filters.to,
    placeholderData: keepPreviousData,
  });

/** What came in and what became of it. Pictures first; every number opens its cases. */
export function StatisticsPage() {
  const t = useT();
  const names = useNames();
  const [search, setSearch] = useSearchParams();
  const [thisYear] = useState(() => Number(formatDate(Date.now()).slice(-4)));
  const filters = filtersIn(search, thisYear);
  const change = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ from: filters.from, to: filters.to });
    for (const [name, value] of [...Object.entries(filters), ...Object.entries(changes)])
      if (value === '') next.delete(name);
      else next.set(name, value);
    setSearch(next);
  };
  const close = () =>
    setSearch((current) => {
      const next = new URLSearchParams(current);
      next.delete('cases');
      return next;
    });
  return (
    <Stack className={classes.page} gap="md">
      <Title order={1}>{t('nav.statistics')}</Title>
      <FilterBar filters={filters} names={names} thisYear={thisYear} onChange={change} />
      <Figures filters={filters} names={names} />
      <CasesDrawer cases={search.get('cases')} names={names} onClose={close} />
    </Stack>
  );
}

function Figures({ filters, names }: { filters: Filters; names: Names }) {
  const t = useT();
  const statistics = useStatistics(filters);
  if (filters.from > filters.to) return <Alert color="red">{t('stats.wrongPeriod')}</Alert>;
  if (statistics.isPending) return <LoadingState what={t('nav.statistics')} />;
  if (statistics.isError)
    return <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />;
  return <Pictures statistics={statistics.data} names={names} />;
}

function Pictures({ statistics, names }: { statistics: Statistics; names: Names }) {
  const t = useT();
  if (statistics.applications.count === 0 && statistics.trainings.count === 0)
    return <EmptyState title={t('stats.empty.title')} body={t('stats.empty.body')} />;
  return (
    <>
      <Headline statistics={statistics} />
      <div className={classes.grid}>
        <OutcomeFunnel statistics={statistics} />
        <ComparisonPanel statistics={statistics} />
        <BreakdownPanel
          id="by-month"
          title={t('stats.byMonth')}
          rows={statistics.byMonth}
          nameOf={(key) => names.month(key ?? '')}
          upright
        />
        <BreakdownPanel
          id="by-district"
          title={t('stats.byDistrict')}
          rows={statistics.byDistrict}
          nameOf={names.district}
        />
        <BreakdownPanel
          id="by-category"
          title={t('stats.byCategory')}
          rows={statistics.byCategory}
          nameOf={(key) => names.category(key ?? 'other')}
        />
        <BreakdownPanel
          id="by-squad"
          title={t('stats.bySquad')}
          rows={statistics.bySquad}
          nameOf={names.squad}
        />
        <FindDistancePanel distances={statistics.findDistances} />
      </div>
    </>
  );
}
