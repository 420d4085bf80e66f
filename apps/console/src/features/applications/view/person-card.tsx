import { Alert, Badge, Button, Stack, Text, Title } from '@mantine/core';
import type { MissingPerson, Outcome } from '@izdeu/contracts';
import { useState } from 'react';
import { usePermission } from '../../../app/session/session.js';
import { formatDateTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import { GARMENT_FIELDS, PERSON_FIELDS, PHONE_FIELDS } from '../questionnaire/person-fields.js';
import type { PersonAnswers } from '../questionnaire/questionnaire.js';
import { AnswerList, RowLines } from './answer-list.js';
import { OutcomeForm } from './outcome-form.js';
import { PhotoBox } from './photo-box.js';
import classes from './view.module.css';

const SECTIONS = ['looks', 'clothes', 'carried', 'health', 'habits'] as const;

export interface PersonCardProps {
  applicationId: string;
  person: MissingPerson;
  answers: PersonAnswers;
  waiting: Outcome | undefined;
  editable: boolean;
}

/** One missing person: photo, everything known, and what happened to them. */
export function PersonCard({ applicationId, person, answers, waiting, editable }: PersonCardProps) {
  const t = useT();
  const mayPropose = usePermission('outcome.propose');
  const [proposing, setProposing] = useState(false);
  const name = person.profile.fullName ?? t('person.unnamed');
  return (
    <section className={classes.card} aria-label={name} data-testid="person-card">
      <div className={classes.head}>
        <Title order={2} size="h3">
          {name}
        </Title>
        {person.outcome ? (
          <Badge size="lg" variant="outline" tt="none" h="auto">
            {t('person.outcome.confirmed')}: {t(`outcome.kind.${person.outcome}`)}
          </Badge>
        ) : null}
      </div>
      <div className={classes.person}>
        <PhotoBox applicationId={applicationId} person={person} name={name} editable={editable} />
        <Stack gap="md">
          <AnswerList specs={PERSON_FIELDS.persons} answers={answers.answers} />
          {SECTIONS.map((section) => (
            <PersonPart key={section} section={section} answers={answers} />
          ))}
        </Stack>
      </div>
      {waiting ? (
        <Alert role="status" data-testid="outcome-waiting">
          {t('person.outcome.waiting', {
            kind: t(`outcome.kind.${waiting.kind}`),
            name: waiting.proposedBy.displayName,
            time: formatDateTime(waiting.proposedAt),
          })}
        </Alert>
      ) : null}
      {proposing ? (
        <OutcomeForm personId={person.id} name={name} onDone={() => setProposing(false)} />
      ) : mayPropose && !person.outcome && !waiting ? (
        <Button variant="default" w="fit-content" mih={48} onClick={() => setProposing(true)}>
          {t('person.outcome.propose')}
        </Button>
      ) : null}
    </section>
  );
}

/** A part nobody answered anything in is not shown at all. */
function PersonPart({ section, answers }: { section: (typeof SECTIONS)[number]; answers: PersonAnswers }) {
  const t = useT();
  const specs = section === 'clothes' ? [] : PERSON_FIELDS[section];
  const rows = section === 'clothes' ? answers.clothes : section === 'carried' ? answers.phones : [];
  const answered = specs.some(({ path }) => (answers.answers[path] ?? '') !== '');
  if (!answered && rows.length === 0) return null;
  return (
    <div>
      <Text component="h3" fw={600} m={0} mb={6}>
        {t(`application.section.${section}`)}
      </Text>
      {rows.length > 0 ? (
        <RowLines specs={section === 'clothes' ? GARMENT_FIELDS : PHONE_FIELDS} rows={rows} />
      ) : null}
      {answered ? <AnswerList specs={specs} answers={answers.answers} /> : null}
    </div>
  );
}
