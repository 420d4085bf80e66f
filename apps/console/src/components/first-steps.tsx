import { Paper, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from './first-steps.module.css';

export interface FirstStep {
  readonly id: string;
  readonly done: boolean;
  readonly title: string;
  readonly help: string;
  /** How to do it, on the first step that is not done. */
  readonly action?: ReactNode;
}

/** The way from nothing to a first search: what is done, what comes next, nothing else. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const t = useT();
  const next = steps.find(({ done }) => !done);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('first.title')} data-testid="first-steps">
      <Title order={2} size="h4" mb="xs">
        {t('first.title')}
      </Title>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li
            key={step.id}
            className={classes.step}
            data-done={step.done}
            aria-current={step === next ? 'step' : undefined}
          >
            {step.done ? (
              <IconCircleCheckFilled size={22} aria-hidden />
            ) : (
              <IconCircle size={22} aria-hidden />
            )}
            <div>
              <Text fw={600}>
                {step.title}
                {step.done ? <span className={classes.done}> · {t('first.done')}</span> : null}
              </Text>
              {step === next ? (
                <>
                  <Text size="sm" mb={step.action ? 8 : 0}>
                    {step.help}
                  </Text>
                  {step.action}
                </>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Paper>
  );
}
