import { Group, Text, Title } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { formatTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import classes from './my-task.module.css';
import type { TaskProgress } from './task-progress.js';
import type { MyTask } from './use-my-tasks.js';

/** What is to be done, and how it stands: confirmed and merely reported are two different lines. */
export function TaskCard({ task, progress }: { task: MyTask; progress: TaskProgress }) {
  const t = useT();
  const { assignment } = task;
  return (
    <article className={classes.card} data-testid="task-card" aria-labelledby="task-title">
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={1} id="task-title" size="h2">
          {t('task.sector', { label: assignment.sectorLabel })}
        </Title>
        <Text fw={700}>{assignment.teamCallSign}</Text>
      </Group>
      <Text size="sm" c="dimmed">
        {t(`assign.type.${assignment.type}`)}
      </Text>
      <Text mt="xs" data-testid="task-state">
        {t('task.confirmed', {
          state: t(`assignment.state.${progress.confirmed}`),
          time: formatTime(assignment.changedAt),
        })}
      </Text>
      {progress.reported ? (
        <Group gap="xs" mt="xs" wrap="nowrap" className={classes.reported} data-testid="task-reported">
          <IconDeviceMobile size={20} aria-hidden style={{ flex: 'none' }} />
          <Text fw={600}>{t('task.reported', { state: t(`assignment.state.${progress.reported}`) })}</Text>
        </Group>
      ) : null}
      {assignment.instructions ? (
        <Text mt="sm" style={{ whiteSpace: 'pre-line' }} data-testid="task-instructions">
          {assignment.instructions}
        </Text>
      ) : null}
    </article>
  );
}
