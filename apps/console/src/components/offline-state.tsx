import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useT } from '../i18n/use-t.js';
import { StatePanel } from './state-panel.js';

/** Nothing was ever loaded and the server cannot be reached: not an error of the person's. */
export function OfflineState({ onRetry }: { onRetry?: (() => void) | undefined }) {
  const t = useT();
  return (
    <StatePanel
      icon={<IconPlugConnectedX size={40} stroke={1.4} />}
      title={t('state.offline.title')}
      body={t('state.offline.body')}
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
