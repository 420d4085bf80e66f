import { Text } from '@mantine/core';
import type { Figure } from '@izdeu/contracts';
import { StatFigure } from '../../components/stat-figure.js';
import { useT } from '../../i18n/use-t.js';
import { FigureLink } from './figure-link.js';
import type { Statistics } from './figures.js';
import classes from './statistics.module.css';

/** The figures people ask for first, each with what it counts. */
export function Headline({ statistics }: { statistics: Statistics }) {
  const t = useT();
  const { applications, people, trainings, previous } = statistics;
  return (
    <>
      <div className={classes.headline}>
        <Big
          name={t('stats.applications')}
          figure={applications}
          before={previous.applications}
          testId="figure-applications"
        />
        <Big name={t('stats.people')} figure={people} before={previous.people} testId="figure-people" />
        <Big
          name={t('stats.trainings')}
          figure={trainings}
          before={previous.trainings}
          testId="figure-trainings"
        />
      </div>
      <Text data-testid="stats-explain">
        {t('stats.explain', {
          applications: t('count.applications', { count: applications.count }),
          people: t('count.people', { count: people.count }),
        })}
      </Text>
    </>
  );
}

/** The word that stands under the number, in the form that the number asks for. */
const UNIT = {
  applications: 'stats.unit.applications',
  people: 'stats.unit.people',
  trainings: 'stats.unit.trainings',
} as const;

interface BigProps {
  name: string;
  figure: Figure;
  before: Figure;
  testId: string;
}

function Big({ name, figure, before, testId }: BigProps) {
  const t = useT();
  return (
    <StatFigure
      name={name}
      counts={t(UNIT[figure.counts], { count: figure.count })}
      comparison={
        <>
          {t('stats.previous')}{' '}
          <FigureLink figure={before} name={`${name}, ${t('stats.previous')}`} testId={`${testId}-before`} />
        </>
      }
    >
      <FigureLink figure={figure} name={name} testId={testId} />
    </StatFigure>
  );
}
