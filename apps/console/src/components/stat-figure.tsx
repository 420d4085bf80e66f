import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './stat-figure.module.css';

export interface StatFigureProps {
  name: string;
  /** The number, usually as a link to its cases. */
  children: ReactNode;
  /** What the number counts. */
  counts: string;
  /** How it stands to something else, such as the year before. */
  comparison?: ReactNode;
}

/** One large number that says what it counts. */
export function StatFigure({ name, children, counts, comparison }: StatFigureProps) {
  return (
    <Paper withBorder p="md">
      <Text size="sm">{name}</Text>
      <div className={classes.number}>{children}</div>
      <Text size="xs" c="dimmed">
        {counts}
      </Text>
      {comparison ? (
        <Text size="sm" mt={4}>
          {comparison}
        </Text>
      ) : null}
    </Paper>
  );
}
