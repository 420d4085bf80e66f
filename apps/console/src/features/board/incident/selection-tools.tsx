import { ActionIcon, Button, Group } from '@mantine/core';
import { IconMarquee2 } from '@tabler/icons-react';
import { useT } from '../../../i18n/use-t.js';
import { useBoardStore } from '../tools/board-store.js';
import type { ActionScope } from './board-actions.js';
import { useBoardActions } from './use-incident-shortcuts.js';
import { useIncidentView } from './use-incident-view.js';

/** Many sectors at once: those nobody has searched, or those in a box. */
export function SelectionTools({ scope }: { scope: ActionScope }) {
  const t = useT();
  const isBox = useBoardStore((store) => store.tool?.kind === 'box');
  const actions = useBoardActions(useIncidentView()).filter(({ place }) => place === 'rail');
  if (scope.catalogue.sectors.length === 0 || actions.length === 0) return null;
  return (
    <Group gap={6} px={12} pb={4} wrap="nowrap">
      {actions.map(({ id, label, keys, run }) => {
        const title = `${t(label)} (${keys ?? ''})`;
        return id === 'box' ? (
          <ActionIcon
            key={id}
            variant={isBox ? 'filled' : 'default'}
            size={36}
            aria-label={t(label)}
            aria-keyshortcuts={keys}
            aria-pressed={isBox}
            title={title}
            onClick={() => run(scope)}
          >
            <IconMarquee2 size={20} />
          </ActionIcon>
        ) : (
          <Button
            key={id}
            variant="default"
            size="xs"
            mih={36}
            h="auto"
            px={8}
            flex={1}
            aria-keyshortcuts={keys}
            title={title}
            onClick={() => run(scope)}
          >
            {t(label)}
          </Button>
        );
      })}
    </Group>
  );
}
