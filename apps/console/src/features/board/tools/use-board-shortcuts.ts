import { useEffect, useEffectEvent } from 'react';

const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

export interface BoardShortcuts {
  /** By the key's place: a Russian or Kazakh layout sends other letters from the same keys. */
  byCode: Readonly<Record<string, () => void>>;
  onHelp: () => void;
  onEscape: () => void;
}

/** Single keys of the board, wherever the focus is except in a field. */
export function useBoardShortcuts({ byCode, onHelp, onEscape }: BoardShortcuts): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === 'Escape') {
      onEscape();
      return;
    }
    if (target?.closest(EDITABLE)) return;
    const isHelp = event.key === '?' || (event.code === 'Slash' && event.shiftKey);
    const action = isHelp ? onHelp : byCode[event.code];
    if (!action || (event.shiftKey && !isHelp)) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
