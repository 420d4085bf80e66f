import { Group, Stack, Text } from '@mantine/core';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { SidePanel } from '../tools/side-panel.js';

const SHORTCUTS: readonly (readonly [keys: string, meaning: MessageId])[] = [
  ['Ctrl K', 'palette.open'],
  ['G', 'board.shortcuts.grid'],
  ['D', 'board.shortcuts.drawSector'],
  ['T', 'board.shortcuts.team'],
  ['A', 'board.shortcuts.assign'],
  ['H', 'board.shortcuts.history'],
  ['F', 'board.shortcuts.find'],
  ['M', 'board.shortcuts.map'],
  ['← ↑ → ↓', 'board.shortcuts.arrows'],
  ['␣', 'board.shortcuts.space'],
  ['L', 'board.shortcuts.rail'],
  ['Esc', 'board.shortcuts.escape'],
  ['?', 'board.shortcuts.help'],
];

/** The keys are places on the keyboard: they work in a Kazakh or Russian layout too. */
export function ShortcutsPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <SidePanel title={t('board.shortcuts')} onClose={onClose}>
      <Stack gap="xs">
        {SHORTCUTS.map(([keys, meaning]) => (
          <Group key={keys} wrap="nowrap" justify="space-between">
            <Text size="sm">{t(meaning)}</Text>
            <kbd className={classes.key} style={{ fontSize: 13, whiteSpace: 'nowrap' }}>
              {keys}
            </kbd>
          </Group>
        ))}
      </Stack>
    </SidePanel>
  );
}
