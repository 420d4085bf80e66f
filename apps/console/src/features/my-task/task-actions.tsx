import { ActionIcon, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import type { AssignmentState } from '@izdeu/contracts';
import { lazy, Suspense, useState } from 'react';
import { FieldButton } from '../../components/field-button.js';
import { useT } from '../../i18n/use-t.js';
import classes from './my-task.module.css';
import type { TaskProgress } from './task-progress.js';

/** Seldom needed, and text fields weigh 10 kB: it comes from the device when it is. */
const RefuseForm = lazy(() => import('./refuse-form.js').then((module) => ({ default: module.RefuseForm })));

export interface TaskActionsProps {
  progress: TaskProgress;
  onStep: (to: AssignmentState, reason?: string) => void;
}

/** The next legal step as one big button; everything else behind one tap. */
export function TaskActions({ progress, onStep }: TaskActionsProps) {
  const t = useT();
  const [opened, more] = useDisclosure();
  const [refusing, setRefusing] = useState(false);
  const { main, others } = progress.steps;
  if (main === null) return null;
  const from = progress.reported ?? progress.confirmed;
  const take = (to: AssignmentState) => {
    more.close();
    if (to === 'refused') setRefusing(true);
    else onStep(to);
  };
  if (refusing) {
    const refuse = (reason: string) => {
      setRefusing(false);
      onStep('refused', reason);
    };
    return (
      <footer className={classes.footer}>
        <Suspense>
          <RefuseForm onRefuse={refuse} onCancel={() => setRefusing(false)} />
        </Suspense>
      </footer>
    );
  }
  return (
    <footer className={classes.footer}>
      {opened ? (
        <Group grow gap="xs" id="task-others">
          {others.map((to) => (
            <FieldButton key={to} variant="default" onClick={() => take(to)}>
              {t(stepLabel(from, to))}
            </FieldButton>
          ))}
        </Group>
      ) : null}
      <div className={classes.row}>
        <div data-testid="task-main-step">
          <FieldButton size="main" onClick={() => take(main)}>
            {t(stepLabel(from, main))}
          </FieldButton>
        </div>
        {others.length > 0 ? (
          <ActionIcon
            variant="default"
            w={64}
            h="auto"
            mih={72}
            onClick={more.toggle}
            aria-expanded={opened}
            aria-label={t(opened ? 'task.fewer' : 'task.more')}
            data-testid="task-more"
          >
            <IconDots size={28} />
          </ActionIcon>
        ) : null}
      </div>
    </footer>
  );
}

/** After a pause one goes on, one does not start. */
const stepLabel = (from: AssignmentState, to: AssignmentState) =>
  from === 'paused' && to === 'searching' ? 'task.step.continue' : (`task.step.${to}` as const);
