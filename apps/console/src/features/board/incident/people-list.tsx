import { Button, Text, Title } from '@mantine/core';
import { usePermission } from '../../../app/session/session.js';
import { EmptyState } from '../../../components/empty-state.js';
import { formatDateTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import { usePositions } from '../../../realtime/use-positions.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { PhoneAges } from './fix-age.js';
import { useIncidentView } from './use-incident-view.js';

/** Whom it concerns: who is searched for, and phones on the way that belong to no team. */
export function PeopleList() {
  return (
    <>
      <MissingPersons />
      <LonePhones />
    </>
  );
}

/** Who is being searched for, as a searcher would recognise them. */
function MissingPersons() {
  const t = useT();
  const { persons } = useIncidentView().state;
  const mayPropose = usePermission('outcome.propose');
  const openPanel = useBoardStore((store) => store.openPanel);
  if (persons.length === 0) return <EmptyState title={t('incident.people.empty')} />;
  return (
    <>
      <ul className={classes.list} aria-label={t('incident.tab.people')}>
        {persons.map((person) => (
          <li key={person.id} className={classes.row}>
            <div>
              <Text fw={600} size="sm">
                {person.fullName ?? person.description ?? t('board.unnamed')}
              </Text>
              <Text size="xs">
                {[
                  t(`person.category.${person.category}`),
                  ...(person.birthYear === null
                    ? []
                    : [t('board.birthYear', { year: String(person.birthYear) })]),
                ].join(' · ')}
              </Text>
              {person.clothes.length > 0 ? (
                <Text size="xs" c="dimmed">
                  {person.clothes
                    .map(({ description, colour }) => [colour, description].join(' '))
                    .join(', ')}
                </Text>
              ) : null}
              {person.lastSeenAt ? <Text size="xs">{formatDateTime(person.lastSeenAt)}</Text> : null}
            </div>
          </li>
        ))}
      </ul>
      {mayPropose ? (
        <Button variant="default" fullWidth mt="sm" mih={44} h="auto" onClick={() => openPanel('outcome')}>
          {t('incident.outcome')}
        </Button>
      ) : null}
    </>
  );
}

/** People who report their place without being in a team that the board knows. */
function LonePhones() {
  const t = useT();
  const { incidentId, state } = useIncidentView();
  const alone = usePositions(incidentId).filter(({ teamId }) => teamId === null || !state.teams.has(teamId));
  if (alone.length === 0) return null;
  return (
    <section aria-label={t('position.alone')} style={{ marginTop: 16 }}>
      <Title order={3} size="h6">
        {t('position.alone')}
      </Title>
      <PhoneAges fixes={alone} />
    </section>
  );
}
