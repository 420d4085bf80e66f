import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../app/session/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { FieldButton } from '../../components/field-button.js';
import { LoadingState } from '../../components/loading-state.js';
import { useT } from '../../i18n/use-t.js';
import { DeliveryList } from '../../outbox/delivery-list.js';
import type { OutboxEntry } from '../../outbox/outbox-core.js';
import { useLiveConnection } from '../../realtime/use-incident.js';
import classes from './my-task.module.css';
import { stepOf } from './task-progress.js';
import { TaskList } from './task-list.js';
import { TaskView } from './task-view.js';
import { useGeolocation } from './use-geolocation.js';
import { useMyTasks } from './use-my-tasks.js';
import { useNewTasks } from './use-new-tasks.js';
import { usePositionReports } from './use-position-reports.js';

/** The field's one page: the task, the way to it, the next step, and where each report is. */
export function MyTaskPage() {
  const t = useT();
  const me = useMe();
  const { tasks, query } = useMyTasks();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { fresh, seen } = useNewTasks(tasks, query.data !== undefined);
  const task = tasks.find(({ assignment }) => assignment.id === chosenId) ?? tasks[0] ?? null;
  const place = useGeolocation(usePositionReports(task?.incidentId ?? null));
  useLiveConnection();

  const news = fresh.at(-1)?.assignment;
  const open = (id: string) => {
    setChosenId(id);
    seen();
  };
  const describe = (entry: OutboxEntry) => {
    const to = stepOf(entry);
    return to ? `${t('task.sector', { label: entry.subject })}: ${t(`assignment.state.${to}`)}` : null;
  };
  const deliveries = me ? <DeliveryList userId={me.id} describe={describe} /> : null;
  return (
    <div className={classes.page} data-testid="my-task">
      {/* Always there: a screen reader announces what changes inside a region, not a new region. */}
      <div role="alert" aria-live="assertive" data-testid="task-news">
        {news ? (
          <div className={classes.news}>
            {fresh.length > 1
              ? t('task.newMany', { count: fresh.length, label: news.sectorLabel })
              : t('task.new', { label: news.sectorLabel, callSign: news.teamCallSign })}
            <FieldButton onClick={() => open(news.id)}>{t('task.new.open')}</FieldButton>
          </div>
        ) : null}
      </div>
      {me && me.member === null ? <Alert color="yellow">{t('task.noMember')}</Alert> : null}
      {tasks.length > 1 && task ? (
        <TaskList tasks={tasks} currentId={task.assignment.id} onChoose={open} />
      ) : null}
      {task ? (
        <TaskView key={task.assignment.id} task={task} place={place}>
          {deliveries}
        </TaskView>
      ) : (
        <>
          <NoTask query={query} />
          {deliveries}
        </>
      )}
    </div>
  );
}

function NoTask({ query }: { query: ReturnType<typeof useMyTasks>['query'] }) {
  const t = useT();
  if (query.isPending) return <LoadingState what={t('nav.myTask')} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <EmptyState title={t('task.none.title')} body={t('task.none.body')} />;
}
