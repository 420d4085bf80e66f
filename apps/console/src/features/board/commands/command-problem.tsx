import { Alert, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RequestError } from '../../../app/http/request-error.js';
import { errorMessageId } from '../../../i18n/error-message.js';
import { useT } from '../../../i18n/use-t.js';

export interface CommandProblemProps {
  error: RequestError | null;
  onRetry: () => void;
  /** Says more than the code's general words. */
  words?: string | undefined;
  children?: ReactNode;
}

/** Why headquarters does not have it, and what can be done. */
export function CommandProblem({ error, onRetry, words, children }: CommandProblemProps) {
  const t = useT();
  if (!error) return null;
  // The answer may have been lost, not the command: only a repeat under the same id tells.
  const isOpen = error.isTemporary || error.code === 'UNKNOWN';
  return (
    <Alert color="red" role="alert" p="sm" data-testid="command-problem">
      <Text size="sm" fw={600}>
        {t(isOpen ? 'board.notSent' : 'board.refused')}
      </Text>
      <Text size="sm">{words ?? t(errorMessageId(error))}</Text>
      {error.requestId ? (
        <Text size="xs" c="dimmed">
          {t('state.error.request', { requestId: error.requestId })}
        </Text>
      ) : null}
      {isOpen ? (
        <Button mt="xs" mih={44} variant="default" onClick={onRetry}>
          {t('board.retry')}
        </Button>
      ) : null}
      {children}
    </Alert>
  );
}
