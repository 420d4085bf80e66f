import { Paper, Text, Title } from '@mantine/core';
import { OUTCOME_KINDS, type Figure } from '@izdeu/contracts';
import { useT } from '../../i18n/use-t.js';
import { FigureLink } from './figure-link.js';
import type { Statistics } from './figures.js';
import classes from './statistics.module.css';

interface Step {
  name: string;
  figure: Figure;
  testId: string;
}

/** From people named to what happened to them: the width of each bar is its share of the people. */
export function OutcomeFunnel({ statistics }: { statistics: Statistics }) {
  const t = useT();
  const { people, outcomes, unresolved } = statistics;
  const steps: Step[] = [
    { name: t('stats.people'), figure: people, testId: 'funnel-people' },
    ...OUTCOME_KINDS.flatMap((kind) => {
      const figure = outcomes[kind];
      return figure.count > 0 ? [{ name: t(`outcome.kind.${kind}`), figure, testId: `funnel-${kind}` }] : [];
    }),
    { name: t('stats.unresolved'), figure: unresolved, testId: 'funnel-unresolved' },
  ];
  const whole = Math.max(1, people.count);
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="funnel-title">
      <Title order={2} size="h4" id="funnel-title">
        {t('stats.outcomes')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('stats.countsPeople')}
      </Text>
      <ul className={classes.funnel}>
        {steps.map(({ name, figure, testId }) => (
          <li key={testId}>
            <span className={classes.funnelName}>{name}</span>
            <span className={classes.funnelTrack}>
              <span className={classes.funnelBar} style={{ width: `${(figure.count / whole) * 100}%` }} />
            </span>
            <FigureLink figure={figure} name={name} testId={testId}>
              <strong>{figure.count}</strong>
            </FigureLink>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
