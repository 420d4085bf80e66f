import type en from './messages/en.json';
import type { Locale } from './locale.js';

/** Every id there is: a typo in an id is a compile error. English is the list, the specs hold the others to it. */
export type MessageId = keyof typeof en;
export type Messages = Record<MessageId, string>;

const loaders: Record<Locale, () => Promise<{ default: Messages }>> = {
  kk: () => import('./messages/kk.json'),
  ru: () => import('./messages/ru.json'),
  en: () => import('./messages/en.json'),
};

/** Only the language in use is downloaded; the switch fetches another and swaps without a reload. */
export const loadMessages = async (locale: Locale): Promise<Messages> => (await loaders[locale]()).default;
