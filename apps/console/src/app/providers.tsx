import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from '../i18n/i18n-provider.js';
import { useAppearanceStore } from './appearance.js';
import { tellSessionEnded } from '../realtime/session-end.js';
import { RequestError } from './http/request-error.js';
import { NotificationsHost } from './notifications-host.js';
import { RedLightFilter } from '../design/red-light-filter.js';
import { schemeOf, themeOf, variablesOf } from '../design/theme.js';

/** A refusal is an answer: only a failed connection or server is worth asking again. */
function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof RequestError && !error.isTemporary) return false;
  return failures < 2;
}

/** Pages without a live connection learn from their reads that the session is over. */
function endSessionWhenRefused(error: Error): void {
  if (error instanceof RequestError && error.code === 'UNAUTHENTICATED') tellSessionEnded('expired');
}

const newQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: endSessionWhenRefused }),
    defaultOptions: {
      // "always": the squad's laptop serves a LAN that has no internet, where browsers claim to be offline.
      queries: { networkMode: 'always', retry: shouldRetry, staleTime: 15_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });

/** Everything a page may rely on: theme, language, requests, messages to the person. */
export function Providers({ children }: { children: ReactNode }) {
  const appearance = useAppearanceStore((store) => store.appearance);
  const [queryClient] = useState(newQueryClient);

  useEffect(() => {
    document.documentElement.dataset.appearance = appearance;
  }, [appearance]);

  return (
    <MantineProvider
      theme={themeOf(appearance)}
      forceColorScheme={schemeOf(appearance)}
      cssVariablesResolver={variablesOf(appearance)}
    >
      <QueryClientProvider client={queryClient}>
        <I18nProvider>
          <RedLightFilter />
          <NotificationsHost />
          {children}
        </I18nProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
