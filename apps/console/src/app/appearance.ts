import { create } from 'zustand';
import { APPEARANCES, type Appearance } from '../design/appearances.js';

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
