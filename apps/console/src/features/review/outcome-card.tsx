import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import type { Outcome } from '@izdeu/contracts';
import { lazy, Suspense } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import { PracticeBand } from '../../components/practice-mark.js';
import { formatDateTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { OutcomeActions } from './outcome-actions.js';
import classes from './review.module.css';

const OutcomeMap = lazy(() => import('./outcome-map.js').then((module) => ({ default: module.OutcomeMap })));

export interface OutcomeCardProps {
  outcome: Outcome;
  onDone: (message: string) => void;
}

/** One outcome with everything a second person needs to judge it. */
export function OutcomeCard({ outcome, onDone }: OutcomeCardProps) {
  const t = useT();
  const name = outcome.personName ?? t('person.unnamed');
  const titleId = `outcome-${outcome.id}`;
  return (
    <Paper component="article" withBorder p="md" aria-labelledby={titleId} data-testid="outcome-card">
      {outcome.practice ? <PracticeBand /> : null}
      <div className={classes.card}>
        <div className={classes.words}>
          <Group justify="space-between" align="baseline" gap="xs">
            <Title order={2} size="h3" id={titleId}>
              {name}
            </Title>
            <Anchor component={Link} to={`/applications/${outcome.applicationId}`}>
              {t('review.application', { reference: outcome.applicationReference })}
            </Anchor>
          </Group>
          <Text fw={700} size="lg" data-testid="outcome-kind">
            {t(`outcome.kind.${outcome.kind}`)}
          </Text>
          <History outcome={outcome} />
          <Title order={3} size="h5" mt="xs">
            {t('review.evidence')}
          </Title>
          <Text style={{ whiteSpace: 'pre-line' }} data-testid="outcome-evidence">
            {outcome.evidence}
          </Text>
          <OutcomeActions outcome={outcome} name={name} onDone={onDone} />
        </div>
        <PlaceOf outcome={outcome} name={name} />
      </div>
    </Paper>
  );
}

function History({ outcome }: { outcome: Outcome }) {
  const t = useT();
  const proposed = {
    name: outcome.proposedBy.displayName,
    time: formatDateTime(outcome.proposedAt),
  };
  return (
    <Text size="sm" c="dimmed" component="div">
      <div>{t('review.occurredAt', { time: formatDateTime(outcome.occurredAt) })}</div>
      <div>{t('review.proposedBy', proposed)}</div>
      {outcome.state === 'confirmed' && outcome.decidedBy && outcome.decidedAt ? (
        <div>
          {t('review.decidedBy', {
            name: outcome.decidedBy.displayName,
            time: formatDateTime(outcome.decidedAt),
          })}
        </div>
      ) : null}
    </Text>
  );
}

function PlaceOf({ outcome, name }: { outcome: Outcome; name: string }) {
  const t = useT();
  const intl = useIntl();
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  const metres = outcome.distanceFromPlanningPointMetres;
  const kilometres = (value: number) =>
    t('task.distance.kilometres', {
      value: intl.formatNumber(value / 1_000, { maximumFractionDigits: 2 }),
    });
  return (
    <section className={classes.place} aria-label={t('review.place')}>
      {outcome.placeText ? <Text>{outcome.placeText}</Text> : null}
      {metres === null ? null : (
        <Text fw={600}>{t('review.distance', { distance: kilometres(metres) })}</Text>
      )}
      {outcome.place && outcome.state === 'proposed' ? (
        <div className={classes.map} ref={ref}>
          {inViewport ? (
            <Suspense>
              <OutcomeMap name={name} place={outcome.place.coordinates} incidentId={outcome.incidentId} />
            </Suspense>
          ) : null}
        </div>
      ) : null}
      {outcome.place ? null : (
        <Text size="sm" c="dimmed">
          {t('review.noPlace')}
        </Text>
      )}
    </section>
  );
}
