import { ActionIcon, Group, Title } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from './board-store.js';

export interface RailProps {
  label: string;
  title: ReactNode;
  /** In a window without a map there is nothing to make room for. */
  pinned?: boolean;
  children: ReactNode;
}

/** The panel on the left; the map takes its place when it is put away. */
export function Rail({ label, title, pinned = false, children }: RailProps) {
  const t = useT();
  const { railOpen, setRailOpen } = useBoardStore();
  if (!railOpen && !pinned) return null;
  return (
    <section className={classes.rail} aria-label={label}>
      <Group className={classes.head ?? ''} justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Title order={1} size="h4" style={{ minWidth: 0 }}>
          {title}
        </Title>
        {pinned ? null : (
          <ActionIcon
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size={40}
            aria-label={t('board.rail.hide')}
            onClick={() => setRailOpen(false)}
          >
            <IconLayoutSidebarLeftCollapse size={20} />
          </ActionIcon>
        )}
      </Group>
      {children}
    </section>
  );
}

export function RailOpener() {
  const t = useT();
  const { railOpen, setRailOpen } = useBoardStore();
  if (railOpen) return null;
  return (
    <ActionIcon
      className={classes.reopen ?? ''}
      data-rail-opener
      variant="default"
      size={44}
      aria-label={t('board.rail.show')}
      onClick={() => setRailOpen(true)}
    >
      <IconLayoutSidebarLeftExpand size={20} />
    </ActionIcon>
  );
}
