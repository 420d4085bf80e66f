import { useMe } from '../../../app/session/session.js';
import type { MapHandle } from '../../../map/map-context.js';
import { useBoardStore, type BoardPanel } from '../tools/board-store.js';
import { useBoardShortcuts } from '../tools/use-board-shortcuts.js';
import { TOOLS } from './incident-toolbar.js';

/** Esc undoes one thing at a time: the panel first, then the selection. */
function stepBack(map: MapHandle | null): void {
  const { panel, tool, teamId, openPanel, setSelection, showTeam } = useBoardStore.getState();
  // The tool in hand has its own Esc.
  if (tool !== null) return;
  if (panel !== null) {
    openPanel(null);
    map?.focus();
  } else if (teamId !== null) showTeam(null);
  else setSelection([]);
}

export function useIncidentShortcuts(map: MapHandle | null): void {
  const me = useMe();
  const open = (panel: BoardPanel) => () => {
    const tool = TOOLS.find((one) => one.panel === panel);
    if (tool && me?.permissions.includes(tool.permission)) useBoardStore.getState().openPanel(panel);
  };
  useBoardShortcuts({
    byCode: {
      KeyG: open('grid'),
      KeyD: open('draw-sector'),
      KeyT: open('team'),
      KeyA: open('assign'),
      KeyH: open('history'),
      KeyM: () => map?.focus(),
      KeyF: () => document.getElementById('find-sector')?.focus(),
      KeyL: () => useBoardStore.getState().setRailOpen(!useBoardStore.getState().railOpen),
    },
    onHelp: open('shortcuts'),
    onEscape: () => stepBack(map),
  });
}
