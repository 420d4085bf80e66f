import { ActionIcon } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { atDesk } from '../../i18n/messages.js';
import { useT } from '../../i18n/use-t.js';

const HelpDrawer = lazy(
  atDesk(() => import('./help-drawer.js').then((module) => ({ default: module.HelpDrawer }))),
);

const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

/** The question mark in the header, and the key `?` where the page does not use it for its own keys. */
export function HelpOpener() {
  const t = useT();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isMark = event.key === '?' || (event.code === 'Slash' && event.shiftKey);
      if (!isMark || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(EDITABLE)) return;
      setOpen(true);
    };
    // On the window: the board listens on the document and comes first.
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size={44}
        aria-label={t('help.open')}
        aria-haspopup="dialog"
        data-testid="help-opener"
        onClick={() => setOpen(true)}
      >
        <IconHelp size={20} />
      </ActionIcon>
      <Suspense fallback={null}>{open ? <HelpDrawer onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
