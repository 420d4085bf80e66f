import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { usePermission } from '../../../app/session/session.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorState } from '../../../components/error-state.js';
import { LoadingState } from '../../../components/loading-state.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useNow } from '../../../realtime/use-now.js';
import { ApplicationQueueRow } from './application-row.js';
import { useApplicationQueue, type QueueFilter } from './board-queries.js';

export interface ApplicationQueueProps {
  selected: readonly string[];
  onToggle: (applicationId: string) => void;
}

const FILTERS: readonly QueueFilter[] = ['received', 'searching', 'all'];

export function ApplicationQueue({ selected, onToggle }: ApplicationQueueProps) {
  const t = useT();
  const now = useNow();
  const mayOpen = usePermission('incident.open');
  const [filter, setFilter] = useState<QueueFilter>('received');
  const queue = useApplicationQueue(filter);
  const rows = queue.data?.pages.flatMap((page) => page.items);

  return (
    <>
      <NativeSelect
        aria-label={t('board.filter')}
        value={filter}
        onChange={(event) =>
          setFilter(FILTERS.find((one) => one === event.currentTarget.value) ?? 'received')
        }
        data={[
          { value: 'received', label: t('board.filter.received') },
          { value: 'searching', label: t('board.filter.searching') },
          { value: 'all', label: t('board.filter.all') },
        ]}
      />
      {queue.isPending ? <LoadingState what={t('board.queue')} /> : null}
      {queue.isError && !rows ? (
        <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />
      ) : null}
      {rows?.length === 0 ? (
        <EmptyState title={t('board.queue.empty')} body={t('board.queue.emptyHelp')} />
      ) : null}
      <ul className={classes.list} aria-label={t('board.queue')}>
        {rows?.map((row) => (
          <ApplicationQueueRow
            key={row.id}
            row={row}
            now={now}
            selected={selected.includes(row.id)}
            onToggle={mayOpen ? () => onToggle(row.id) : undefined}
          />
        ))}
      </ul>
      {queue.hasNextPage ? (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          mih={44}
          loading={queue.isFetchingNextPage}
          onClick={() => void queue.fetchNextPage()}
        >
          {t('board.more')}
        </Button>
      ) : null}
    </>
  );
}
