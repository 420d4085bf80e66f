/** Under this and the assignment's id the debrief being typed is kept. */
export const DRAFT_KEY = 'izdeu.debrief.';

/** What was typed is personal to who typed it: it goes when they sign out. */
export function forgetFieldDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFT_KEY)) localStorage.removeItem(key);
}
