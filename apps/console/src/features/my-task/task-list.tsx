import { Button } from '@mantine/core';
import { useT } from '../../i18n/use-t.js';
import classes from './my-task.module.css';
import type { MyTask } from './use-my-tasks.js';

export interface TaskListProps {
  tasks: readonly MyTask[];
  currentId: string;
  onChoose: (assignmentId: string) => void;
}

/** My open tasks side by side; the one shown below is marked. */
export function TaskList({ tasks, currentId, onChoose }: TaskListProps) {
  const t = useT();
  return (
    <nav aria-label={t('task.open')}>
      <ul className={classes.tasks} data-testid="task-list">
        {tasks.map(({ assignment: { id, sectorLabel, state } }) => (
          <li key={id}>
            <Button
              mih={56}
              h="auto"
              py={6}
              variant={id === currentId ? 'filled' : 'default'}
              aria-current={id === currentId}
              onClick={() => onChoose(id)}
            >
              {sectorLabel}
              <br />
              {t(`assignment.state.${state}`)}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
