import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorMessageId, requestIdOf } from '../i18n/error-message.js';
import { useT } from '../i18n/use-t.js';
import { NoPermissionState } from './no-permission-state.js';
import { OfflineState } from './offline-state.js';
import { StatePanel } from './state-panel.js';

export interface ErrorStateProps {
  /** Whatever was thrown; one with a stable `code` is told in words; being offline and having no right are states of their own. */
  error: unknown;
  onRetry?: (() => void) | undefined;
}

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useT();
  const id = errorMessageId(error);
  const requestId = requestIdOf(error);
  if (id === 'error.OFFLINE') return <OfflineState onRetry={onRetry} />;
  if (id === 'error.FORBIDDEN') return <NoPermissionState />;
  return (
    <StatePanel
      role="alert"
      icon={<IconAlertTriangle size={40} stroke={1.4} />}
      title={t('state.error.title')}
      body={t(id)}
      note={requestId ? t('state.error.request', { requestId }) : undefined}
      action={
        onRetry ? (
          <Button h={56} onClick={onRetry}>
            {t('state.error.retry')}
          </Button>
        ) : undefined
      }
    />
  );
}
