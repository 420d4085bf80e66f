import { useEffect, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { useLocaleStore, type Locale } from './locale.js';
import { loadMessages, type Messages } from './messages.js';
import { REGION_TIME_ZONE } from './time.js';

interface Loaded {
  locale: Locale;
  messages: Messages;
}

/** Keeps showing the former language until the next one has arrived, so the page never blinks empty. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const locale = useLocaleStore((store) => store.locale);
  const [loaded, setLoaded] = useState<Loaded>();

  useEffect(() => {
    let current = true;
    void loadMessages(locale).then((messages) => {
      if (!current) return;
      document.documentElement.lang = locale;
      setLoaded({ locale, messages });
    });
    return () => {
      current = false;
    };
  }, [locale]);

  if (!loaded) return null;
  return (
    <IntlProvider
      locale={loaded.locale}
      messages={loaded.messages}
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
