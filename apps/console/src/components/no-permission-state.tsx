import { IconLock } from '@tabler/icons-react';
import { useT } from '../i18n/use-t.js';
import { StatePanel } from './state-panel.js';

/** The person may not see this: not a failure, and not theirs to repair by trying again. */
export function NoPermissionState({ body }: { body?: string }) {
  const t = useT();
  return (
    <StatePanel
      icon={<IconLock size={40} stroke={1.4} />}
      title={t('state.forbidden.title')}
      body={body ?? t('state.forbidden.body')}
    />
  );
}
