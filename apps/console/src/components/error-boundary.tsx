import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { StatePanel } from './state-panel.js';

interface State {
  failed: boolean;
}

/** A page that breaks stays one broken page: header, banner and the other pages go on working. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <CrashPanel onRetry={() => this.setState({ failed: false })} />;
  }
}

function CrashPanel({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <StatePanel
      role="alert"
      icon={<IconAlertTriangle size={40} stroke={1.4} />}
      title={t('state.error.title')}
      body={t('state.error.crash')}
      action={
        <Button h={56} onClick={onRetry}>
          {t('state.error.retry')}
        </Button>
      }
    />
  );
}
