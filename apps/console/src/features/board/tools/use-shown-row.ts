import { useEffect, useRef, type RefObject } from 'react';

/** Brings the selected row of a list into view when something else is selected; scrolling by hand stays undisturbed. */
export function useShownRow(selectedId: string | null | undefined): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return list;
}
