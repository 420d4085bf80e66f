import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { NoPermissionState } from '../../components/no-permission-state.js';
import { OfflineState } from '../../components/offline-state.js';
import { ProgressState } from '../../components/progress-state.js';
import { useT } from '../../i18n/use-t.js';
import classes from './design.module.css';
import { Section } from './section.js';

const nothing = (): void => undefined;
const Card = ({ children }: { children: ReactNode }) => <Paper withBorder>{children}</Paper>;

/** What a page shows when there is nothing to show, and why. */
export function StatePanelSection() {
  const t = useT();
  return (
    <Section id="panels" title="design.panels">
      <div className={classes.cards}>
        <Card>
          <EmptyState />
        </Card>
        <Card>
          <ErrorState error={{ code: 'INTERNAL', requestId: 'req-0001' }} onRetry={nothing} />
        </Card>
        <Card>
          <OfflineState onRetry={nothing} />
        </Card>
        <Card>
          <NoPermissionState />
        </Card>
        <Card>
          <LoadingState rows={3} />
        </Card>
        <ProgressState what={t('state.loading')} share={0.42} onCancel={nothing} />
      </div>
    </Section>
  );
}
