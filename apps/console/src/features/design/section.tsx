import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageId } from '../../i18n/messages.js';
import { useT } from '../../i18n/use-t.js';
import classes from './design.module.css';

export interface SectionProps {
  /** Its pictures are compared under this name. */
  id: string;
  title: MessageId;
  children: ReactNode;
}

export function Section({ id, title, children }: SectionProps) {
  const t = useT();
  return (
    <section className={classes.section} aria-labelledby={`design-${id}`} data-testid={`design-${id}`}>
      <Title order={2} size="h3" id={`design-${id}`} mb="sm">
        {t(title)}
      </Title>
      {children}
    </section>
  );
}
