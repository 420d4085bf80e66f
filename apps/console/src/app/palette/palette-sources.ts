import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { LonLat } from '@izdeu/contracts';
import { create } from 'zustand';
import type { MessageId } from '../../i18n/messages.js';

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** What tells two of the same name apart. */
  readonly detail?: string | undefined;
  /** The key that does the same without the palette. */
  readonly shortcut?: string | undefined;
  readonly run: () => void;
  /** Set by the palette: the page that the item came from. */
  readonly pageId?: string | undefined;
}

/** What a page adds to the palette while it is open. */
export interface PaletteSource {
  readonly group: MessageId;
  /** Asked on every keystroke, so it must be quick; `matches` knows the words typed so far. */
  readonly find: (matches: (text: string) => boolean, limit: number) => readonly PaletteItem[];
}

interface PalettePage {
  readonly sources: readonly PaletteSource[];
  /** Shows a place on the page's own map. */
  readonly showPlace?: ((position: LonLat) => void) | undefined;
}

interface PaletteStore {
  readonly pages: ReadonlyMap<string, PalettePage>;
  readonly put: (id: string, page: PalettePage) => void;
  readonly drop: (id: string) => void;
}

export const usePaletteStore = create<PaletteStore>((set) => ({
  pages: new Map(),
  put: (id, page) => set(({ pages }) => ({ pages: new Map(pages).set(id, page) })),
  drop: (id) =>
    set(({ pages }) => {
      const rest = new Map(pages);
      rest.delete(id);
      return { pages: rest };
    }),
}));

/** Adds a page's things to the palette for as long as the page is there; they are looked up when asked, not before. */
export function usePalettePage(groups: readonly MessageId[], page: () => PalettePage): void {
  const id = useId();
  const { put, drop } = usePaletteStore.getState();
  const latest = useRef(page);
  useLayoutEffect(() => {
    latest.current = page;
  });
  const key = groups.join();
  useEffect(() => {
    const find =
      (group: string): PaletteSource['find'] =>
      (matches, limit) =>
        latest
          .current()
          .sources.find((source) => source.group === group)
          ?.find(matches, limit) ?? [];
    put(id, {
      sources: groups.map((group) => ({ group, find: find(group) })),
      showPlace: (position) => latest.current().showPlace?.(position),
    });
    return () => drop(id);
    // The groups of a page are fixed; their contents are asked anew each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, key, put, drop]);
}

const PLAIN: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  й: 'и',
};
const folded = (text: string): string =>
  [...text.toLowerCase()].map((letter) => PLAIN[letter] ?? letter).join('');

/** Whether a text holds every word typed, Kazakh letters counting as the Russian ones they are typed as. */
export function matcherOf(query: string): (text: string) => boolean {
  const words = folded(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return (text) => {
    const plain = folded(text);
    return words.every((word) => plain.includes(word));
  };
}
