import { Alert } from '@mantine/core';
import { errorMessageId, requestIdOf } from '../../../i18n/error-message.js';
import { useT } from '../../../i18n/use-t.js';

/** Why the application is not at headquarters. Without a connection that is calm news: nothing is lost. */
export function SendProblem({ error, fields }: { error: unknown; fields: number }) {
  const t = useT();
  if (fields > 0)
    return (
      <Alert color="red" role="alert">
        {t('application.problem.summary', { count: fields })}
      </Alert>
    );
  if (error === null || error === undefined) return null;
  const id = errorMessageId(error);
  if (id === 'error.OFFLINE')
    return (
      <Alert color="orange" role="alert" data-testid="offline-notice">
        {t('application.delivery.offline')}
      </Alert>
    );
  const requestId = requestIdOf(error);
  return (
    <Alert color="red" role="alert">
      {t(id)} {requestId ? t('state.error.request', { requestId }) : null}
    </Alert>
  );
}
