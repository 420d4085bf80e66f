import { Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../../i18n/use-t.js';
import type { SectionName } from '../questionnaire/application-fields.js';
import classes from './form.module.css';

export interface FormSectionProps {
  name: SectionName;
  open: boolean;
  onToggle: (open: boolean) => void;
  filled: number;
  problems: number;
  children: ReactNode;
}

/** A native disclosure: Tab reaches it, Enter and Space open it, every screen reader knows it. */
export function FormSection({ name, open, onToggle, filled, problems, children }: FormSectionProps) {
  const t = useT();
  return (
    <details
      className={classes.section}
      open={open}
      data-problem={problems > 0 ? true : undefined}
      data-testid={`section-${name}`}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <IconChevronRight size={18} aria-hidden className={classes.chevron ?? ''} />
        <h2 className={classes.heading}>{t(`application.section.${name}`)}</h2>
        {problems > 0 ? (
          <Text size="sm" c="var(--mantine-color-error)">
            {t('application.section.problems', { count: problems })}
          </Text>
        ) : null}
        {problems === 0 && filled > 0 ? (
          <Text size="sm" c="dimmed">
            {t('application.section.filled', { count: filled })}
          </Text>
        ) : null}
      </summary>
      {open ? <div className={classes.body}>{children}</div> : null}
    </details>
  );
}
