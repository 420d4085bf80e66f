import { useEffect, useEffectEvent } from 'react';

const EDITABLE = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]';

/** Keys of the tool in hand, wherever the focus is except in a field or on a button that has its own meaning for them. */
export function useToolKeys(actions: Readonly<Record<string, () => void>>): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[event.key];
    const target = event.target instanceof Element ? event.target : null;
    if (!action || target?.closest(EDITABLE)) return;
    if (event.key === 'Enter' && target?.closest('button, a')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listener, { capture: true });
    return () => document.removeEventListener('keydown', listener, { capture: true });
  }, []);
}
