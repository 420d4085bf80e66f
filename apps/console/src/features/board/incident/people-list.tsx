import { Button, Text } from '@mantine/core';
import { usePermission } from '../../../app/session/session.js';
import { EmptyState } from '../../../components/empty-state.js';
import { formatDateTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { useIncidentView } from './use-incident-view.js';

/** Who is being searched for, as a searcher would recognise them. */
export function PeopleList() {
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
