import { Alert, Title } from '@mantine/core';
import type { Application } from '@izdeu/contracts';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { conflictIn } from '../../../components/conflict-details.js';
import { formatDateTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import { useChangeApplication } from '../api/use-change-application.js';
import { DraftBar } from '../draft/draft-bar.js';
import { createDraftStore, type Base, type DraftStore } from '../draft/draft-store.js';
import { SendProblem } from '../draft/send-problem.js';
import { useProblems } from '../draft/use-problems.js';
import { QuestionnaireForm } from '../form/questionnaire-form.js';
import { questionnaireOf } from '../questionnaire/from-application.js';
import { problemsFrom, problemsIn } from '../questionnaire/problems.js';
import type { Edit, Questionnaire } from '../questionnaire/questionnaire.js';
import { changesOf } from '../questionnaire/to-request.js';
import { ApplicationConflict } from './application-conflict.js';

const baseOf = (application: Application): Base => ({
  version: application.version,
  questionnaire: questionnaireOf(application),
});

export interface ApplicationEditProps {
  application: Application;
  userId: string;
  onDone: (saved: boolean) => void;
}

/** The questionnaire being changed: kept on the device like a new one, saved only by headquarters' answer. */
export function ApplicationEdit({ application, userId, onDone }: ApplicationEditProps) {
  const t = useT();
  const [store] = useState<DraftStore>(() =>
    createDraftStore(`izdeu.application-edit.${userId}.${application.id}`, baseOf(application)),
  );
  const { draft, restoredFrom, kept, discard, rebase } = useStore(store);
  const { problems, refusals, refuse, touched } = useProblems();
  const change = useChangeApplication(application.id);
  const base = draft.base ?? baseOf(application);
  const conflict = conflictIn(change.error);

  const onEdit = useCallback(
    (edit: Edit<Questionnaire>) => {
      touched(store.getState().draft.questionnaire, edit);
      store.getState().edit(edit);
    },
    [store, touched],
  );
  const leave = (saved: boolean) => {
    discard();
    onDone(saved);
  };
  const save = () => {
    const { draft: now } = store.getState();
    const from = now.base ?? base;
    if (change.isPending || refuse(problemsIn(now.questionnaire))) return;
    change.mutate(
      {
        commandId: now.commandId,
        version: from.version,
        ...changesOf(from.questionnaire, now.questionnaire),
      },
      { onSuccess: () => leave(true), onError: (error) => refuse(problemsFrom(error)) },
    );
  };

  if (conflict) {
    const current = conflict.current as Application;
    return (
      <ApplicationConflict
        key={current.version}
        reference={application.reference}
        author={conflict}
        base={base.questionnaire}
        mine={draft.questionnaire}
        theirs={questionnaireOf(current)}
        saving={change.isPending}
        onSave={(merged) => {
          rebase(baseOf(current), merged);
          save();
        }}
        onBack={() => leave(false)}
      />
    );
  }
  return (
    <>
      <Title order={1} size="h2">
        {t('application.view.edit')}: {application.reference}
      </Title>
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
        onSubmit={save}
      >
        <DraftBar
          notice={<SendProblem error={change.error} fields={Object.keys(problems).length} />}
          savedAt={draft.savedAt}
          kept={kept}
          sending={change.isPending}
          again={false}
          label={t('application.view.save')}
          discardLabel={t('application.view.cancelEdit')}
          onDiscard={() => leave(false)}
        />
      </QuestionnaireForm>
    </>
  );
}
