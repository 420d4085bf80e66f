import { useMe } from '../../../app/session/session.js';
import type { MapHandle } from '../../../map/map-context.js';
import { useBoardStore } from '../tools/board-store.js';
import { useBoardShortcuts } from '../tools/use-board-shortcuts.js';
import { BOARD_ACTIONS, type ActionScope } from './board-actions.js';
import type { IncidentViewValue } from './use-incident-view.js';

/** Esc undoes one thing at a time: the tool in hand, the panel, then the selection. */
function stepBack(map: MapHandle | null): void {
  const { panel, tool, teamId, openPanel, setTool, setSelection, showTeam } = useBoardStore.getState();
  if (tool?.kind === 'box') setTool(null);
  // The other tools have their own Esc.
  else if (tool !== null) return;
  else if (panel !== null) {
    openPanel(null);
    map?.focus();
  } else if (teamId !== null) showTeam(null);
  else setSelection([]);
}

/** What this person may do here and now. */
export function useBoardActions({ state, map }: Pick<IncidentViewValue, 'state' | 'map'>) {
  const permissions = useMe()?.permissions ?? [];
  const isClosed = state.incident.state === 'closed';
  return BOARD_ACTIONS.filter(
    ({ permission, isWork = false, needsMap = false }) =>
      permissions.includes(permission) && !(isWork && isClosed) && !(needsMap && map === null),
  );
}

export function useIncidentShortcuts(view: IncidentViewValue, scope: ActionScope): void {
  const actions = useBoardActions(view);
  useBoardShortcuts({
    byCode: Object.fromEntries(
      actions.flatMap(({ code, run }) => (code === undefined ? [] : [[code, () => run(scope)]])),
    ),
    onHelp: () => useBoardStore.getState().openPanel('shortcuts'),
    onEscape: () => stepBack(view.map),
  });
}
