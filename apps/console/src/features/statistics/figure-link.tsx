import { Anchor } from '@mantine/core';
import type { Figure } from '@izdeu/contracts';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useT } from '../../i18n/use-t.js';

const COUNTED = {
  applications: 'count.applications',
  people: 'count.people',
  trainings: 'squads.trainings',
} as const;

export interface FigureLinkProps {
  figure: Figure;
  /** What the number is of, for those who hear it without the table around it. */
  name: string;
  children?: ReactNode;
  testId?: string;
}

/** A number that opens the cases behind it. The address of the page says which are open. */
export function FigureLink({ figure, name, children, testId }: FigureLinkProps) {
  const t = useT();
  const [search] = useSearchParams();
  const counted = t('stats.figure', { counted: t(COUNTED[figure.counts], { count: figure.count }) });
  const to = figure.counts === 'trainings' ? '/squads' : withCases(search, figure.cases);
  return (
    <Anchor
      component={Link}
      to={to}
      aria-label={`${name}: ${counted}`}
      data-testid={testId}
      data-count={figure.count}
      underline="always"
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {children ?? figure.count}
    </Anchor>
  );
}

function withCases(search: URLSearchParams, cases: string): string {
  const next = new URLSearchParams(search);
  next.set('cases', cases);
  return `?${next}`;
}
