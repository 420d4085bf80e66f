import { Suspense, type ComponentType } from 'react';
import { useLocation } from 'react-router';
import { ErrorBoundary } from '../components/error-boundary.js';
import { LoadingState } from '../components/loading-state.js';
import type { MessageId } from '../i18n/messages.js';
import { useT } from '../i18n/use-t.js';

/** Frame of every page: document title, skeleton while its code loads, and a boundary that forgets on leaving. */
export function Page({ title, body: Body }: { title: MessageId; body: ComponentType }) {
  const t = useT();
  const { pathname } = useLocation();
  return (
    <>
      <title>{t('app.titleOf', { page: t(title) })}</title>
      <ErrorBoundary key={pathname}>
        <Suspense fallback={<LoadingState what={t(title)} />}>
          <Body />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}
