import { Button } from '@mantine/core';
import { useMe } from '../../../app/session/session.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { BOARD_ACTIONS, type ActionScope, type BoardAction } from './board-actions.js';
import { useIncidentView } from './use-incident-view.js';
import { WindowButtons } from './window-buttons.js';

/** Every action of the board that has no control elsewhere has its button here. */
export function IncidentToolbar({ scope }: { scope: ActionScope }) {
  const t = useT();
  const permissions = useMe()?.permissions ?? [];
  const { map, view } = useIncidentView();
  const shown = BOARD_ACTIONS.filter(
    ({ place, permission, needsMap = false }) =>
      place === 'toolbar' && permissions.includes(permission) && !(needsMap && view === 'list'),
  );
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('incident.tools')}>
      {shown.map((action) => (
        <ToolButton
          key={action.id}
          action={action}
          scope={scope}
          isReady={map !== null || !action.needsMap}
        />
      ))}
      <WindowButtons openMapWindow={scope.openMapWindow} />
    </div>
  );
}

interface ToolButtonProps {
  action: BoardAction;
  scope: ActionScope;
  isReady: boolean;
}

function ToolButton({ action, scope, isReady }: ToolButtonProps) {
  const t = useT();
  const { panel, openPanel } = useBoardStore();
  const { state } = useIncidentView();
  const label = t(action.label);
  const isHelp = action.id === 'shortcuts';
  const isOpen = panel !== null && panel === action.panel;
  return (
    <Button
      variant={isOpen ? 'filled' : 'default'}
      size="xs"
      mih={36}
      px={8}
      fz={13}
      // The key on the button is for the eyes; it is announced as the shortcut.
      {...(isHelp && { 'aria-label': label })}
      aria-keyshortcuts={action.keys}
      aria-pressed={isOpen}
      disabled={!isReady || (action.isWork === true && state.incident.state === 'closed')}
      onClick={() => (isOpen ? openPanel(null) : action.run(scope))}
      rightSection={
        action.keys && !isHelp ? (
          <kbd className={classes.key} aria-hidden>
            {action.keys}
          </kbd>
        ) : undefined
      }
      title={action.keys ? `${label} (${action.keys})` : label}
    >
      {isHelp ? '?' : label}
    </Button>
  );
}
