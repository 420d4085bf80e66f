import type { Permission } from '@izdeu/contracts';
import { Suspense, type ComponentType } from 'react';
import { useLocation } from 'react-router';
import { ErrorBoundary } from '../components/error-boundary.js';
import { LoadingState } from '../components/loading-state.js';
import { NoPermissionState } from '../components/no-permission-state.js';
import type { MessageId } from '../i18n/messages.js';
import { useT } from '../i18n/use-t.js';
import { useMe } from './session/session.js';

interface PageProps {
  title: MessageId;
  body: ComponentType;
  /** Whoever lacks it is told so at once; the server refuses all the same. */
  needs?: Permission | undefined;
}

/** Frame of every page: document title, skeleton while its code loads, and a boundary that forgets on leaving. */
export function Page({ title, body: Body, needs }: PageProps) {
  const t = useT();
  const me = useMe();
  const { pathname } = useLocation();
  const isAllowed = needs === undefined || me?.permissions.includes(needs) === true;
  return (
    <>
      <title>{t('app.titleOf', { page: t(title) })}</title>
      {isAllowed ? (
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<LoadingState what={t(title)} />}>
            <Body />
          </Suspense>
        </ErrorBoundary>
      ) : (
        <NoPermissionState />
      )}
    </>
  );
}
