import { create } from 'zustand';

/** Night is not a darker dark: dim red on black keeps eyes adapted to the dark for half an hour's work. */
export const APPEARANCES = ['day', 'dark', 'night'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const STORAGE_KEY = 'izdeu.appearance';

function initialAppearance(): Appearance {
  const saved = localStorage.getItem(STORAGE_KEY);
  const known = APPEARANCES.find((appearance) => appearance === saved);
  return known ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'day');
}

interface AppearanceStore {
  appearance: Appearance;
  setAppearance: (appearance: Appearance) => void;
}

export const useAppearanceStore = create<AppearanceStore>((set) => ({
  appearance: initialAppearance(),
  setAppearance: (appearance) => {
    localStorage.setItem(STORAGE_KEY, appearance);
    set({ appearance });
  },
}));
