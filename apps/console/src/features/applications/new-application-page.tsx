import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Application } from '@izdeu/contracts';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useMe } from '../../app/session/session.js';
import { formatDateTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { useSendApplication, type ApplicationDraftStore } from './api/send-application.js';
import { DraftBar } from './draft/draft-bar.js';
import { createDraftStore } from './draft/draft-store.js';
import { ReceivedPanel } from './draft/received-panel.js';
import { SendProblem } from './draft/send-problem.js';
import { useProblems } from './draft/use-problems.js';
import classes from './form/form.module.css';
import { QuestionnaireForm } from './form/questionnaire-form.js';
import { problemsFrom, problemsIn } from './questionnaire/problems.js';
import type { Edit, Questionnaire } from './questionnaire/questionnaire.js';

/** The dispatcher types while the caller talks; every key is kept before the next one. */
export function NewApplicationPage() {
  const me = useMe();
  const [received, setReceived] = useState<Application | null>(null);
  if (!me) return null;
  if (received) return <ReceivedPanel application={received} onAnother={() => setReceived(null)} />;
  return <DraftForm key={me.id} userId={me.id} onReceived={setReceived} />;
}

function DraftForm({
  userId,
  onReceived,
}: {
  userId: string;
  onReceived: (application: Application) => void;
}) {
  const t = useT();
  const [store] = useState<ApplicationDraftStore>(() =>
    createDraftStore(`izdeu.application-draft.${userId}`),
  );
  const { draft, restoredFrom, kept, discard, bringBack } = useStore(store);
  const { problems, refusals, refuse, touched } = useProblems();
  const sending = useSendApplication(store);

  const onEdit = useCallback(
    (edit: Edit<Questionnaire>) => {
      touched(store.getState().draft.questionnaire, edit);
      store.getState().edit(edit);
    },
    [store, touched],
  );
  const submit = () => {
    if (sending.isPending || refuse(problemsIn(draft.questionnaire))) return;
    sending.mutate(undefined, {
      onSuccess: (application) => {
        // Only now: the draft may go, headquarters has it.
        discard();
        onReceived(application);
      },
      onError: (error) => refuse(problemsFrom(error)),
    });
  };
  const throwAway = () => {
    const thrown = discard();
    sending.reset();
    refuse({});
    const id = notifications.show({
      autoClose: 15_000,
      withCloseButton: false,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('application.draft.discarded')}</Text>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              bringBack(thrown);
              notifications.hide(id);
            }}
          >
            {t('application.draft.undo')}
          </Button>
        </Group>
      ),
    });
  };

  return (
    <div className={classes.page}>
      <Title order={1} size="h2">
        {t('nav.applications.new')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('application.intro')} {t('application.send.keys')}.
      </Text>
      {restoredFrom !== null ? (
        <Alert mt="sm" role="status" data-testid="draft-restored">
          {t('application.draft.restored', { time: formatDateTime(restoredFrom) })}
        </Alert>
      ) : null}
      <QuestionnaireForm
        value={draft.questionnaire}
        problems={problems}
        refusals={refusals}
        onEdit={onEdit}
        onSubmit={submit}
      >
        <DraftBar
          notice={<SendProblem error={sending.error} fields={Object.keys(problems).length} />}
          savedAt={draft.savedAt}
          kept={kept}
          sending={sending.isPending}
          again={sending.isError && Object.keys(problems).length === 0}
          onDiscard={throwAway}
        />
      </QuestionnaireForm>
    </div>
  );
}
