import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { atDesk } from '../../i18n/messages.js';
import { useT } from '../../i18n/use-t.js';
import classes from './palette.module.css';

const Palette = lazy(atDesk(() => import('./palette.js').then((module) => ({ default: module.Palette }))));

/** The visible control of Ctrl-K. The palette itself is fetched when it is first wanted. */
export function PaletteOpener() {
  const t = useT();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // By the key's place: a Russian or Kazakh layout sends another letter.
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen(true);
    };
    // Before a map or a field may keep the key to itself.
    document.addEventListener('keydown', pressed, true);
    return () => document.removeEventListener('keydown', pressed, true);
  }, []);
  return (
    <>
      <UnstyledButton
        className={classes.opener}
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
      >
        <IconSearch size={20} aria-hidden />
        <VisuallyHidden>{t('palette.open')}</VisuallyHidden>
        <kbd className={classes.key}>Ctrl K</kbd>
      </UnstyledButton>
      <Suspense fallback={null}>{open ? <Palette onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
