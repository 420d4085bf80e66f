import { create } from 'zustand';

/** Languages of the interface; the order is that of the switch. */
export const LOCALES = ['kk', 'ru', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const STORAGE_KEY = 'izdeu.locale';
const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** The person's choice, else the first language of the device we speak, else Kazakh, the state language. */
function initialLocale(): Locale {
  const saved = globalThis.localStorage?.getItem(STORAGE_KEY);
  if (isLocale(saved)) return saved;
  const spoken = (globalThis.navigator?.languages ?? []).map((tag) => tag.slice(0, 2));
  return spoken.find(isLocale) ?? 'kk';
}

interface LocaleStore {
  locale: Locale;
  setLocale: (locale: Locale) => void;
}

export const useLocaleStore = create<LocaleStore>((set) => ({
  locale: initialLocale(),
  setLocale: (locale) => {
    localStorage.setItem(STORAGE_KEY, locale);
    set({ locale });
  },
}));
