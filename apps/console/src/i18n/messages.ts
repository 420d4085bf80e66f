import { create } from 'zustand';
import type field from './messages/en.json';
import type desk from './messages/en.desk.json';
import { useLocaleStore, type Locale } from './locale.js';

/** Every id there is: a typo in an id is a compile error. English is the list, the specs hold the others to it. */
export type MessageId = keyof typeof field | keyof typeof desk;
type Messages = Partial<Record<MessageId, string>>;
type Loaders = Record<Locale, () => Promise<{ default: Messages }>>;

/** What the shell, sign-in and the view of the field say: all that a phone of a squad downloads. */
const fieldTexts: Loaders = {
  kk: () => import('./messages/kk.json'),
  ru: () => import('./messages/ru.json'),
  en: () => import('./messages/en.json'),
};

/** What everything else says. */
const deskTexts: Loaders = {
  kk: () => import('./messages/kk.desk.json'),
  ru: () => import('./messages/ru.desk.json'),
  en: () => import('./messages/en.desk.json'),
};

interface ShownMessages {
  locale: Locale;
  messages: Messages;
}

/** The language on the screen and its texts; nothing until the first have arrived. */
export const useShownMessages = create<{ shown: ShownMessages | null }>(() => ({ shown: null }));

let deskNeeded = false;

/** Only the language in use is downloaded; the switch fetches another and swaps without a reload. */
export async function showMessages(): Promise<void> {
  const { locale } = useLocaleStore.getState();
  const wanted = deskNeeded ? [fieldTexts, deskTexts] : [fieldTexts];
  const parts = await Promise.all(wanted.map((texts) => texts[locale]()));
  // Another language or page was chosen meanwhile: what arrived now would take its texts away.
  if (locale !== useLocaleStore.getState().locale || deskNeeded !== wanted.includes(deskTexts))
    return showMessages();
  const messages = parts.reduce<Messages>((all, part) => ({ ...all, ...part.default }), {});
  useShownMessages.setState({ shown: { locale, messages } });
}

let deskArrives: Promise<void> | undefined;

function showDeskMessages(): Promise<void> {
  deskNeeded = true;
  deskArrives ??= showMessages().catch((error: unknown) => {
    deskArrives = undefined;
    throw error;
  });
  return deskArrives;
}

/** Loads code that says more than the field does: it is handed out when its texts are there, so no id ever shows. */
export const atDesk =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [loaded] = await Promise.all([load(), showDeskMessages()]);
    return loaded;
  };
