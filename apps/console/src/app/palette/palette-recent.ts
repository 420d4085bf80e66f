import { create } from 'zustand';
import type { PaletteItem } from './palette-sources.js';

interface Recent {
  readonly item: PaletteItem;
  /** The page that the item belongs to; null for what is there on every page. */
  readonly pageId: string | null;
  /** Whose it is: the next person at this device does not see it. */
  readonly userId: string;
}

const KEPT = 30;
const SHOWN = 5;

/** In memory only: names of missing people are not written onto the device. */
const useRecentStore = create<{ recent: readonly Recent[] }>(() => ({ recent: [] }));

export function rememberItem(item: PaletteItem, pageId: string | null, userId: string): void {
  useRecentStore.setState(({ recent }) => ({
    recent: [{ item, pageId, userId }, ...recent.filter((one) => one.item.id !== item.id)].slice(0, KEPT),
  }));
}

/** What this person ran last and can still be run here. */
export const useRecentItems = (userId: string, pageIds: ReadonlySet<string>): readonly PaletteItem[] =>
  useRecentStore((store) => store.recent)
    .filter((one) => one.userId === userId && (one.pageId === null || pageIds.has(one.pageId)))
    .slice(0, SHOWN)
    .map(({ item }) => item);
