import { Group, Text, Title } from '@mantine/core';
import type { PersonCard } from '@izdeu/contracts';
import { formatDateTime } from '../../i18n/time.js';
import { useT, type Translate } from '../../i18n/use-t.js';
import classes from './my-task.module.css';

/** Who is looked for, as one would describe them over the radio: looks and clothes, never health or addresses. */
export function SubjectCard({ person }: { person: PersonCard }) {
  const t = useT();
  const name = person.fullName ?? person.description ?? t('person.unnamed');
  const shout = person.respondsToName ?? person.fullName;
  const facts = [...looksOf(person, t), ...person.clothes.map(garmentText)];
  return (
    <section className={classes.subject} data-testid="subject-card" aria-label={t('task.subject')}>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        {person.photoId ? (
          <img
            src={`/api/v1/photos/${person.photoId}`}
            alt={t('task.subject.photo', { name })}
            className={classes.photo}
            width={96}
            height={120}
          />
        ) : null}
        <div>
          <Text size="sm" c="dimmed">
            {t('task.subject')}
          </Text>
          <Title order={2} size="h3">
            {name}
          </Title>
          {person.birthYear ? <Text>{t('person.age', { count: ageOf(person.birthYear) })}</Text> : null}
          {person.lastSeenAt ? (
            <Text size="sm">{t('task.subject.lastSeen', { time: formatDateTime(person.lastSeenAt) })}</Text>
          ) : null}
        </div>
      </Group>
      {shout === null ? null : (
        <Text mt="xs" size="lg" fw={700} data-testid="subject-shout">
          {t('task.subject.shout', { name: shout })}
        </Text>
      )}
      {person.fullName && person.description ? <Text mt="xs">{person.description}</Text> : null}
      {facts.length > 0 ? (
        <ul className={classes.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** The day of birth is not on the card: the year is right to within one. */
const ageOf = (birthYear: number): number => new Date().getFullYear() - birthYear;

const TEXT_LOOKS = ['build', 'hair', 'eyes', 'beard', 'glasses', 'marks', 'tattoos', 'gait'] as const;

function looksOf({ looks }: PersonCard, t: Translate): string[] {
  const height =
    looks.heightCentimetres === undefined
      ? []
      : [`${t('person.field.looks.heightCentimetres')}: ${looks.heightCentimetres}`];
  return [
    ...height,
    ...TEXT_LOOKS.flatMap((name) => {
      const text = looks[name];
      return text === undefined ? [] : [`${t(`person.field.looks.${name}`)}: ${text}`];
    }),
  ];
}

const garmentText = ({ description, colour, size }: PersonCard['clothes'][number]): string =>
  [description, colour, size].filter((part) => part !== undefined).join(', ');
