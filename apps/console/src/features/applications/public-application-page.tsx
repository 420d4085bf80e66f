import { Alert, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { HelpOpener } from '../../app/help/help-opener.js';
import { AppearanceSwitch } from '../../app/shell/appearance-switch.js';
import { LanguageSwitch } from '../../app/shell/language-switch.js';
import type { MessageId } from '../../i18n/messages.js';
import { formatDateTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { useSendPublicApplication } from './api/send-public-application.js';
import { DraftBar } from './draft/draft-bar.js';
import { createDraftStore } from './draft/draft-store.js';
import { SendProblem } from './draft/send-problem.js';
import { useProblems } from './draft/use-problems.js';
import { AnswerGrid } from './form/answer-grid.js';
import classes from './form/form.module.css';
import { ALL_APPLICATION_FIELDS } from './questionnaire/application-fields.js';
import type { FieldSpec } from './questionnaire/field-spec.js';
import { ALL_PERSON_FIELDS } from './questionnaire/person-fields.js';
import { problemsFrom, problemsIn, type Problems } from './questionnaire/problems.js';
import { answer, inRows, type Edit, type Questionnaire } from './questionnaire/questionnaire.js';
import { fieldsOf } from './questionnaire/to-request.js';

const pick = (from: readonly FieldSpec[], paths: readonly string[]) =>
  paths
    .flatMap((path) => from.filter((spec) => spec.path === path))
    .map((spec): FieldSpec => ({ ...spec, none: 'application.choice.unknown' }));
const ABOUT_YOU = pick(ALL_APPLICATION_FIELDS, [
  'applicant.fullName',
  'applicant.phone',
  'applicant.relation',
]);
const EVENT = pick(ALL_APPLICATION_FIELDS, [
  'lastSeen.at',
  'lastSeen.place',
  'lastSeen.district',
  'circumstances',
]);
const PERSON = pick(ALL_PERSON_FIELDS, ['fullName', 'birthYear', 'sex', 'description']);

/** A relative hands in an application without an account: few questions, and a number as the receipt. */
export function PublicApplicationPage() {
  const t = useT();
  const [reference, setReference] = useState<string | null>(null);
  return (
    <main className={classes.page} style={{ maxWidth: 760 }}>
      <Group justify="space-between" mb="md">
        <Text fw={700}>{t('app.name')}</Text>
        <Group gap={4}>
          <LanguageSwitch />
          <AppearanceSwitch />
          <HelpOpener />
        </Group>
      </Group>
      {reference === null ? (
        <PublicForm onReceived={setReference} />
      ) : (
        <Stack gap="md" role="status">
          <Title order={1} size="h2">
            {t('application.public.received')}
          </Title>
          <Text size="xl" fw={700} data-testid="reference">
            {reference}
          </Text>
          <Text>{t('application.public.receipt', { reference })}</Text>
          <Alert color="orange">{t('application.public.intro')}</Alert>
          <Button variant="default" mih={56} w="fit-content" onClick={() => setReference(null)}>
            {t('application.public.another')}
          </Button>
        </Stack>
      )}
    </main>
  );
}

function PublicForm({ onReceived }: { onReceived: (reference: string) => void }) {
  const t = useT();
  const [store] = useState(() => createDraftStore('izdeu.public-application'));
  const { draft, restoredFrom, kept, discard } = useStore(store);
  const [asked, setAsked] = useState(false);
  const { problems, refuse, touched } = useProblems();
  const sending = useSendPublicApplication();
  const { answers, persons } = draft.questionnaire;
  const agreed = answers.agreed === 'yes';

  const onEdit = useCallback(
    (edit: Edit<Questionnaire>) => {
      touched(store.getState().draft.questionnaire, edit);
      store.getState().edit(edit);
    },
    [store, touched],
  );
  const onAnswer = (path: string, value: string) => onEdit(answer(path, value));
  const submit = () => {
    setAsked(true);
    const found = problemsIn(draft.questionnaire);
    document.getElementById(Object.keys(found)[0] ?? (agreed ? '' : 'agreed'))?.focus();
    if (sending.isPending || refuse(found) || !agreed) return;
    const { applicant, lastSeen, circumstances, persons: profiles } = fieldsOf(draft.questionnaire);
    sending.mutate(
      {
        commandId: draft.commandId,
        applicant,
        lastSeen,
        circumstances,
        persons: profiles,
        consent: {
          givenBy: applicant.fullName ?? applicant.phone ?? applicant.otherContact ?? '',
          basis: 'relative',
          publication: answers.publish === 'yes',
        },
      },
      {
        onSuccess: ({ reference }) => {
          discard();
          onReceived(reference);
        },
        onError: (error) => refuse(problemsFrom(error)),
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Title order={1} size="h2">
          {t('application.public.title')}
        </Title>
        <Alert color="orange">{t('application.public.intro')}</Alert>
        {restoredFrom !== null ? (
          <Alert role="status">
            {t('application.draft.restored', { time: formatDateTime(restoredFrom) })}
          </Alert>
        ) : null}
        <Part title="application.public.you">
          <AnswerGrid specs={ABOUT_YOU} answers={answers} problems={problems} onAnswer={onAnswer} />
        </Part>
        <Part title="application.section.persons">
          {persons.slice(0, 1).map((person) => (
            <AnswerGrid
              key={person.key}
              specs={PERSON}
              answers={person.answers}
              prefix="persons.0."
              problems={problems}
              onAnswer={(path, value) =>
                onEdit((before) => ({
                  ...before,
                  persons: inRows<(typeof persons)[number]>(person.key, answer(path, value))(before.persons),
                }))
              }
            />
          ))}
        </Part>
        <Part title="application.section.lastSeen">
          <AnswerGrid specs={EVENT} answers={answers} problems={problems} onAnswer={onAnswer} />
        </Part>
        <Checkbox
          id="agreed"
          size="md"
          label={t('application.public.consent')}
          checked={agreed}
          error={asked && !agreed ? t('application.public.consentNeeded') : undefined}
          onChange={(event) => onAnswer('agreed', event.currentTarget.checked ? 'yes' : '')}
        />
        <Checkbox
          size="md"
          label={t('application.public.publish')}
          checked={answers.publish === 'yes'}
          onChange={(event) => onAnswer('publish', event.currentTarget.checked ? 'yes' : '')}
        />
      </Stack>
      <DraftBar
        notice={<SendProblem error={sending.error} fields={countOf(problems)} />}
        savedAt={draft.savedAt}
        kept={kept}
        sending={sending.isPending}
        again={sending.isError && countOf(problems) === 0}
        label={t('application.public.send')}
        onDiscard={discard}
      />
    </form>
  );
}

const countOf = (problems: Problems): number => Object.keys(problems).length;

function Part({ title, children }: { title: MessageId; children: ReactNode }) {
  const t = useT();
  return (
    <fieldset className={classes.group}>
      <legend>{t(title)}</legend>
      {children}
    </fieldset>
  );
}
