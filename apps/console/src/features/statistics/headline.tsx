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
  const { applications, people, trainings } = statistics;
  return (
    <>
      <div className={classes.headline}>
        <Big name={t('stats.applications')} figure={applications} testId="figure-applications" />
        <Big name={t('stats.people')} figure={people} testId="figure-people" />
        <Big name={t('stats.trainings')} figure={trainings} testId="figure-trainings" />
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

function Big({ name, figure, testId }: { name: string; figure: Figure; testId: string }) {
  const t = useT();
  const WHAT = {
    applications: 'stats.countsApplications',
    people: 'stats.countsPeople',
    trainings: 'stats.countsTrainings',
  } as const;
  return (
    <StatFigure name={name} counts={t(WHAT[figure.counts])}>
      <FigureLink figure={figure} name={name} testId={testId} />
    </StatFigure>
  );
}
