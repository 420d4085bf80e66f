import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { StatePanel } from './state-panel.js';

interface State {
  failed: boolean;
  /** A part of the page could not be loaded: a newer build replaced it, or there is no signal. */
  partIsMissing: boolean;
}

const MISSING_PART = /dynamically imported module|module script failed|Unable to preload/i;

/** A page that breaks stays one broken page: header, banner and the other pages go on working. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false, partIsMissing: false };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, partIsMissing: error instanceof Error && MISSING_PART.test(error.message) };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    if (this.state.partIsMissing) return <MissingPartPanel />;
    return <CrashPanel onRetry={() => this.setState({ failed: false })} />;
  }
}

/** A failed part stays failed until the page is loaded anew: browsers remember the failure. */
function MissingPartPanel() {
  const t = useT();
  return (
    <StatePanel
      role="alert"
      icon={<IconAlertTriangle size={40} stroke={1.4} />}
      title={t('update.missing.title')}
      body={t('update.missing.body')}
      action={
        <Button h={56} onClick={() => location.reload()}>
          {t('update.reload')}
        </Button>
      }
    />
  );
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
