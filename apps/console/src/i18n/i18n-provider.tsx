import { useEffect, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { useLocaleStore } from './locale.js';
import { showMessages, useShownMessages } from './messages.js';
import { REGION_TIME_ZONE } from './time.js';

/** Keeps showing the former language until the next one has arrived, so the page never blinks empty. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const locale = useLocaleStore((store) => store.locale);
  const shown = useShownMessages((store) => store.shown);

  useEffect(() => {
    void showMessages();
  }, [locale]);

  const language = shown?.locale;
  useEffect(() => {
    if (language) document.documentElement.lang = language;
  }, [language]);

  if (!shown) return null;
  return (
    <IntlProvider
      locale={shown.locale}
      messages={shown.messages}
      timeZone={REGION_TIME_ZONE}
      onError={reportIntlError}
    >
      {children}
    </IntlProvider>
  );
}

/** Some phones lack Kazakh data; the messages still read well there, so only real mistakes are told. */
function reportIntlError(error: Error & { code?: string }): void {
  if (error.code !== 'MISSING_DATA') globalThis.reportError(error);
}
