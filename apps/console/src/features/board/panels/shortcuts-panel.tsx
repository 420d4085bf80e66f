import { Group, Stack, Text } from '@mantine/core';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { OTHER_KEYS } from '../incident/board-actions.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardActions } from '../incident/use-incident-shortcuts.js';
import { SidePanel } from '../tools/side-panel.js';

/** The keys are places on the keyboard: they work in a Kazakh or Russian layout too. */
export function ShortcutsPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const actions = useBoardActions(useIncidentView());
  const lines = [
    ...actions.flatMap(({ keys, label, help }) =>
      keys === undefined ? [] : [[keys, help ?? label] as const],
    ),
    ...OTHER_KEYS,
  ];
  return (
    <SidePanel title={t('board.shortcuts')} onClose={onClose}>
      <Stack component="dl" gap="xs" m={0}>
        {lines.map(([keys, meaning]) => (
          <Group key={keys} wrap="nowrap" justify="space-between">
            <Text component="dt" size="sm">
              {t(meaning)}
            </Text>
            <dd style={{ margin: 0 }}>
              <kbd className={classes.key} style={{ fontSize: 13, whiteSpace: 'nowrap' }}>
                {keys}
              </kbd>
            </dd>
          </Group>
        ))}
      </Stack>
    </SidePanel>
  );
}
