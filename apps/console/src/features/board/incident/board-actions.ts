import type { Permission } from '@izdeu/contracts';
import type { MessageId } from '../../../i18n/messages.js';
import type { MapHandle } from '../../../map/map-context.js';
import type { SectorStatus } from '../../../map/sector-style.js';
import { useBoardStore, WHOLE_HISTORY, type BoardPanel } from '../tools/board-store.js';
import type { SectorCatalogue } from './sector-catalogue.js';

/** What an action may use of the page. */
export interface ActionScope {
  readonly map: MapHandle | null;
  readonly catalogue: SectorCatalogue;
  readonly statuses: readonly SectorStatus[];
  readonly openMapWindow: () => void;
}

/** One thing to do at the board. The toolbar, the keys, the palette and the list of keys all read this. */
export interface BoardAction {
  readonly id: string;
  readonly label: MessageId;
  /** Said in the list of keys when the label alone would not explain it. */
  readonly help?: MessageId;
  /** As printed on a keycap. */
  readonly keys?: string;
  /** The key's place: a Russian or Kazakh layout sends other letters from it. */
  readonly code?: string;
  readonly permission: Permission;
  /** The panel it opens, and closes again. */
  readonly panel?: BoardPanel;
  /** Not in a closed incident. */
  readonly isWork?: boolean;
  readonly needsMap?: boolean;
  /** Where its button stands; what is `there` is a control of its own: a field, the map, a window button. */
  readonly place: 'toolbar' | 'rail' | 'there';
  readonly run: (scope: ActionScope) => void;
}

const opens = (panel: BoardPanel) => (): void => {
  const { openPanel, openHistory } = useBoardStore.getState();
  if (panel === 'history') openHistory(WHOLE_HISTORY);
  else openPanel(panel);
};

const panelAction = (
  panel: BoardPanel,
  label: MessageId,
  permission: Permission,
  more: Partial<BoardAction> = {},
): BoardAction => ({
  id: panel,
  panel,
  label,
  permission,
  place: 'toolbar',
  run: opens(panel),
  ...more,
});

/** Everything nobody has searched yet and nobody is sent to. */
function selectUnsearched({ catalogue, statuses }: Pick<ActionScope, 'catalogue' | 'statuses'>): void {
  useBoardStore
    .getState()
    .setSelection(
      catalogue.sectors
        .filter((_, index) => (statuses[index]?.state ?? 'unsearched') === 'unsearched')
        .map(({ id }) => id),
    );
}

function toggleBoxTool(): void {
  const { tool, setTool } = useBoardStore.getState();
  setTool(tool?.kind === 'box' ? null : { kind: 'box' });
}

export const BOARD_ACTIONS: readonly BoardAction[] = [
  panelAction('grid', 'grid.draw', 'sector.create', {
    keys: 'G',
    code: 'KeyG',
    isWork: true,
    needsMap: true,
  }),
  panelAction('draw-sector', 'grid.drawSector', 'sector.create', {
    keys: 'D',
    code: 'KeyD',
    isWork: true,
    needsMap: true,
  }),
  panelAction('team', 'team.form', 'team.manage', { keys: 'T', code: 'KeyT', isWork: true }),
  panelAction('assign', 'assign.start', 'assignment.create', {
    keys: 'A',
    code: 'KeyA',
    isWork: true,
    help: 'board.shortcuts.assign',
  }),
  panelAction('outcome', 'incident.outcome', 'outcome.propose', { keys: 'O', code: 'KeyO' }),
  panelAction('state', 'incident.change', 'incident.update', { keys: 'S', code: 'KeyS' }),
  panelAction('history', 'history.open', 'incident.read', { keys: 'H', code: 'KeyH' }),
  panelAction('shortcuts', 'board.shortcuts', 'incident.read', { keys: '?', help: 'board.shortcuts.help' }),
  {
    id: 'unsearched',
    label: 'sector.selectUnsearched',
    keys: 'U',
    code: 'KeyU',
    permission: 'assignment.create',
    place: 'rail',
    run: selectUnsearched,
  },
  {
    id: 'box',
    label: 'sector.selectBox',
    keys: 'B',
    code: 'KeyB',
    permission: 'assignment.create',
    needsMap: true,
    place: 'rail',
    run: toggleBoxTool,
  },
  {
    id: 'find',
    label: 'grid.find',
    help: 'board.shortcuts.find',
    keys: 'F',
    code: 'KeyF',
    permission: 'incident.read',
    place: 'there',
    run: () => {
      useBoardStore.getState().setRailOpen(true);
      // The rail may have been away: its field is there after the next paint.
      requestAnimationFrame(() => document.getElementById('find-sector')?.focus());
    },
  },
  {
    id: 'map',
    label: 'map.label',
    help: 'board.shortcuts.map',
    keys: 'M',
    code: 'KeyM',
    permission: 'incident.read',
    needsMap: true,
    place: 'there',
    run: ({ map }) => map?.focus(),
  },
  {
    id: 'rail',
    label: 'board.shortcuts.rail',
    keys: 'L',
    code: 'KeyL',
    permission: 'incident.read',
    needsMap: true,
    place: 'there',
    run: () => {
      const { railOpen, setRailOpen } = useBoardStore.getState();
      setRailOpen(!railOpen);
    },
  },
  {
    id: 'window',
    label: 'board.window.open',
    keys: 'W',
    code: 'KeyW',
    permission: 'incident.read',
    needsMap: true,
    place: 'there',
    run: ({ openMapWindow }) => openMapWindow(),
  },
];

/** Keys that the map, the palette and every panel keep themselves; listed beside the actions. */
export const OTHER_KEYS: readonly (readonly [keys: string, meaning: MessageId])[] = [
  ['Ctrl K', 'palette.open'],
  ['← ↑ → ↓', 'board.shortcuts.arrows'],
  ['Shift ← ↑ → ↓', 'board.shortcuts.extend'],
  ['␣', 'board.shortcuts.space'],
  ['Esc', 'board.shortcuts.escape'],
];
