import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Application } from '@izdeu/contracts';
import { IconBan, IconPencil } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { usePermission } from '../../../app/session/session.js';
import { PracticeBand } from '../../../components/practice-mark.js';
import { formatDateTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import { useWaitingOutcomes } from '../api/use-waiting-outcomes.js';
import { APPLICATION_FIELDS, CONTACT_FIELDS } from '../questionnaire/application-fields.js';
import { questionnaireOf } from '../questionnaire/from-application.js';
import { AnswerList, RowLines } from './answer-list.js';
import { PersonCard } from './person-card.js';
import classes from './view.module.css';
import { WithdrawForm } from './withdraw-form.js';

/** Everything headquarters knows of one application. */
export function ApplicationView({ application, onEdit }: { application: Application; onEdit: () => void }) {
  const t = useT();
  const editable = usePermission('application.update') && application.state !== 'withdrawn';
  const waiting = useWaitingOutcomes(application.id, usePermission('outcome.propose'));
  const [withdrawing, setWithdrawing] = useState(false);
  const { answers, contacts, persons } = useMemo(() => questionnaireOf(application), [application]);
  const section = (name: keyof typeof APPLICATION_FIELDS) => (
    <section className={classes.card} aria-label={t(`application.section.${name}`)}>
      <Title order={2} size="h4">
        {t(`application.section.${name}`)}
      </Title>
      {name === 'police' && !application.police ? (
        <Alert color="orange">{t('application.police.warning')}</Alert>
      ) : (
        <AnswerList specs={APPLICATION_FIELDS[name]} answers={answers} />
      )}
    </section>
  );
  return (
    <Stack gap="md">
      {application.practice ? <PracticeBand /> : null}
      <div className={classes.head}>
        <Title order={1} size="h2">
          {application.reference}
        </Title>
        <Badge size="lg" variant="light" tt="none" h="auto">
          {t(`application.state.${application.state}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {t('application.view.receivedAt', { time: formatDateTime(application.receivedAt) })}
        </Text>
      </div>
      {editable ? (
        <Group>
          <Button mih={48} leftSection={<IconPencil size={18} aria-hidden />} onClick={onEdit}>
            {t('application.view.edit')}
          </Button>
          {application.state === 'received' && !withdrawing ? (
            <Button
              mih={48}
              h="auto"
              variant="default"
              leftSection={<IconBan size={18} aria-hidden />}
              onClick={() => setWithdrawing(true)}
            >
              {t('application.withdraw')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {withdrawing ? <WithdrawForm application={application} onDone={() => setWithdrawing(false)} /> : null}
      {section('applicant')}
      {application.persons.map((person, index) => {
        const own = persons[index];
        return own ? (
          <PersonCard
            key={person.id}
            applicationId={application.id}
            person={person}
            answers={own}
            waiting={waiting.data?.find((outcome) => outcome.personId === person.id)}
            editable={editable}
          />
        ) : null;
      })}
      {section('lastSeen')}
      {section('circumstances')}
      {contacts.length > 0 ? (
        <section className={classes.card} aria-label={t('application.section.contacts')}>
          <Title order={2} size="h4">
            {t('application.section.contacts')}
          </Title>
          <RowLines specs={CONTACT_FIELDS} rows={contacts} />
        </section>
      ) : null}
      {section('police')}
      {section('consent')}
      <section className={classes.card} aria-label={t('application.view.incidents')}>
        <Title order={2} size="h4">
          {t('application.view.incidents')}
        </Title>
        {application.incidentIds.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('application.view.noIncidents')}
          </Text>
        ) : (
          application.incidentIds.map((id, index) => (
            <Link key={id} to={`/board/incidents/${id}`}>
              {t('application.view.incident', { number: index + 1 })}
            </Link>
          ))
        )}
      </section>
    </Stack>
  );
}
