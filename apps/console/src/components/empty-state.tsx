import { IconMapSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { StatePanel } from './state-panel.js';

export interface EmptyStateProps {
  title?: string;
  /** What will appear here and what brings it. */
  body?: string;
  action?: ReactNode;
}

export function EmptyState({ title, body, action }: EmptyStateProps) {
  const t = useT();
  return (
    <StatePanel
      icon={<IconMapSearch size={40} stroke={1.4} />}
      title={title ?? t('state.empty.title')}
      body={body}
      action={action}
    />
  );
}
