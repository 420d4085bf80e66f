import { ActionIcon, Group, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';

export interface SidePanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Forms take the focus so that the keyboard goes on in them; what is only looked at does not. */
  takesFocus?: boolean;
}

const FIRST_FIELD = 'input:not([type="hidden"]), select, textarea';

/** Stands beside the map, never over what is being done there. */
export function SidePanel({ title, onClose, children, takesFocus = false }: SidePanelProps) {
  const t = useT();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) body.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, [takesFocus]);
  return (
    <aside className={classes.inspector} aria-label={title}>
      <Group className={classes.head ?? ''} justify="space-between" wrap="nowrap" gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size={44}
          aria-label={t('board.close')}
          onClick={onClose}
        >
          <IconX size={20} />
        </ActionIcon>
      </Group>
      <div ref={body} className={classes.scroll}>
        {children}
      </div>
    </aside>
  );
}
