import { useSyncExternalStore } from 'react';
import { APPEARANCES, type Appearance } from '../design/appearances.js';

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-appearance'] });
  return () => observer.disconnect();
}

function read(): Appearance {
  const value = document.documentElement.dataset.appearance;
  return APPEARANCES.find((appearance) => appearance === value) ?? 'day';
}

/** The appearance the document has now: the canvas follows the theme without knowing the theme's store. */
export const useMapAppearance = (): Appearance => useSyncExternalStore(subscribe, read);
