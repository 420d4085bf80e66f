import { Button } from '@mantine/core';
import type { Permission } from '@izdeu/contracts';
import { usePermission } from '../../../app/session/session.js';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore, type BoardPanel } from '../tools/board-store.js';
import { useIncidentView } from './use-incident-view.js';

interface Tool {
  panel: BoardPanel;
  label: MessageId;
  shortcut?: string;
  permission: Permission;
}

export const TOOLS: readonly Tool[] = [
  { panel: 'grid', label: 'grid.draw', shortcut: 'G', permission: 'sector.create' },
  { panel: 'draw-sector', label: 'grid.drawSector', shortcut: 'D', permission: 'sector.create' },
  { panel: 'team', label: 'team.form', shortcut: 'T', permission: 'team.manage' },
  { panel: 'assign', label: 'assign.start', shortcut: 'A', permission: 'assignment.create' },
  { panel: 'outcome', label: 'incident.outcome', permission: 'outcome.propose' },
  { panel: 'state', label: 'incident.change', permission: 'incident.update' },
  { panel: 'history', label: 'history.open', shortcut: 'H', permission: 'incident.read' },
  { panel: 'shortcuts', label: 'board.shortcuts', shortcut: '?', permission: 'incident.read' },
];

/** Every shortcut has its button here. */
export function IncidentToolbar() {
  const t = useT();
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('incident.tools')}>
      {TOOLS.map((tool) => (
        <ToolButton key={tool.panel} tool={tool} />
      ))}
    </div>
  );
}

function ToolButton({ tool }: { tool: Tool }) {
  const t = useT();
  const { panel, openPanel } = useBoardStore();
  const isAllowed = usePermission(tool.permission);
  const { state } = useIncidentView();
  if (!isAllowed) return null;
  const isWork = ['grid', 'draw-sector', 'team', 'assign'].includes(tool.panel);
  return (
    <Button
      variant={panel === tool.panel ? 'filled' : 'default'}
      size="xs"
      mih={40}
      px={8}
      fz={13}
      // The key on the button is for the eyes; it is announced as the shortcut.
      {...(tool.panel === 'shortcuts' && { 'aria-label': t(tool.label) })}
      aria-keyshortcuts={tool.shortcut}
      aria-pressed={panel === tool.panel}
      disabled={isWork && state.incident.state === 'closed'}
      onClick={() => openPanel(panel === tool.panel ? null : tool.panel)}
      rightSection={
        tool.shortcut && tool.panel !== 'shortcuts' ? (
          <kbd className={classes.key} aria-hidden>
            {tool.shortcut}
          </kbd>
        ) : undefined
      }
      title={t(tool.label)}
    >
      {tool.panel === 'shortcuts' ? '?' : t(tool.label)}
    </Button>
  );
}
