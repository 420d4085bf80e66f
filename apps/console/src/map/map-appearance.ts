import { useSyncExternalStore } from 'react';
import type { MapAppearance } from './sector-style.js';

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-appearance'] });
  return () => observer.disconnect();
}

function read(): MapAppearance {
  const value = document.documentElement.dataset.appearance;
  return value === 'dark' || value === 'night' ? value : 'day';
}

/** The appearance the document has now: the canvas follows the theme without knowing the theme's store. */
export const useMapAppearance = (): MapAppearance => useSyncExternalStore(subscribe, read);
