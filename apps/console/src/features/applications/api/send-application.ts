import { changeApplication, createApplication, type Application } from '@izdeu/contracts';
import { useMutation } from '@tanstack/react-query';
import { v7 as newId } from 'uuid';
import { callRoute } from '../../../app/http/call-route.js';
import { RequestError } from '../../../app/http/request-error.js';
import type { Attempt, DraftStore } from '../draft/draft-store.js';
import { sameJson } from '../draft/same-json.js';
import type { Questionnaire } from '../questionnaire/questionnaire.js';
import { fieldsOf } from '../questionnaire/to-request.js';

type Fields = ReturnType<typeof fieldsOf>;
export type ApplicationDraftStore = DraftStore<Fields>;

/** Answers after which it is certain that this content had no effect and never will. */
const NOT_TAKEN: readonly RequestError['code'][] = ['MALFORMED', 'REFUSED', 'TOO_LARGE'];

/**
 * Sends the draft. After an attempt that brought no answer the same body goes out again under the same commandId,
 * so that headquarters takes it once; what was typed since follows as a change of what is there.
 */
async function send(store: ApplicationDraftStore): Promise<Application> {
  const { draft, setAttempt } = store.getState();
  const attempt = draft.attempt ?? attemptOf(draft.questionnaire);
  setAttempt(attempt);
  const created = await callRoute(createApplication, {
    body: { commandId: draft.commandId, ...attempt.body },
  }).catch((error: unknown) => {
    if (error instanceof RequestError && NOT_TAKEN.includes(error.code)) setAttempt(null);
    throw error;
  });
  const fields = fieldsOf(draft.questionnaire);
  return sameJson(attempt.body, fields) ? created : follow(created, attempt, draft.questionnaire);
}

const attemptOf = (questionnaire: Questionnaire): Attempt<Fields> => ({
  body: fieldsOf(questionnaire),
  personKeys: questionnaire.persons.map((person) => person.key),
});

function follow(
  { id, version, persons }: Application,
  attempt: Attempt<Fields>,
  questionnaire: Questionnaire,
): Promise<Application> {
  const { channel: _, persons: profiles, ...fields } = fieldsOf(questionnaire);
  const idByKey = new Map(attempt.personKeys.map((key, index) => [key, persons[index]?.id]));
  return callRoute(changeApplication, {
    params: { id },
    body: {
      commandId: newId(),
      version,
      ...fields,
      persons: questionnaire.persons.flatMap(({ key }, index) => {
        const [personId, profile] = [idByKey.get(key), profiles[index]];
        return profile ? [{ ...(personId !== undefined && { id: personId }), profile }] : [];
      }),
    },
  });
}

export const useSendApplication = (store: ApplicationDraftStore) =>
  useMutation({ mutationFn: () => send(store) });
