import type { HistoryEntry, LonLat } from '@izdeu/contracts';
import { create } from 'zustand';

/** What stands beside the map on the right while something is being made. */
export type BoardPanel =
  'grid' | 'draw-sector' | 'team' | 'assign' | 'state' | 'outcome' | 'history' | 'shortcuts';

/** What the next clicks on the map mean; without one they select sectors. */
export type MapTool =
  | { kind: 'polygon'; onFinish: (ring: LonLat[]) => void }
  | { kind: 'point'; onPick: (position: LonLat) => void }
  | { kind: 'box' };

/** What of the history is shown; null shows everything. */
export interface HistoryFilter {
  readonly kind: HistoryEntry['object']['kind'] | null;
  readonly teamId: string | null;
  readonly sectorId: string | null;
}

export const WHOLE_HISTORY: HistoryFilter = { kind: null, teamId: null, sectorId: null };

interface BoardStore {
  /** Ids of the selected sectors, the last one is inspected. */
  selection: readonly string[];
  /** The team being looked at; null while a sector is. */
  teamId: string | null;
  /** The team that the sectors being chosen are for. */
  assignTeamId: string | null;
  /** The map keeps this team in view. */
  followedTeamId: string | null;
  panel: BoardPanel | null;
  historyFilter: HistoryFilter;
  tool: MapTool | null;
  /** A place picked or an outline drawn, shown while its form is open. */
  draftPlace: LonLat | null;
  draftRing: readonly LonLat[] | null;
  railOpen: boolean;
  select: (sectorId: string, additive: boolean) => void;
  setSelection: (selection: readonly string[]) => void;
  /** Adds what is not selected yet; nothing is taken out. */
  extendSelection: (sectorIds: readonly string[]) => void;
  followTeam: (teamId: string | null) => void;
  showTeam: (teamId: string | null) => void;
  openPanel: (panel: BoardPanel | null) => void;
  /** Opens the form of an assignment with its team chosen. */
  assignTo: (teamId: string) => void;
  openHistory: (filter: HistoryFilter) => void;
  setTool: (tool: MapTool | null) => void;
  setDraft: (draft: { place?: LonLat | null; ring?: readonly LonLat[] | null }) => void;
  setRailOpen: (railOpen: boolean) => void;
  reset: () => void;
}

const NOTHING = {
  selection: [],
  teamId: null,
  assignTeamId: null,
  followedTeamId: null,
  panel: null,
  historyFilter: WHOLE_HISTORY,
  tool: null,
  draftPlace: null,
  draftRing: null,
} as const;

const NO_DRAFT = { tool: null, draftPlace: null, draftRing: null } as const;
/** Where the lists lie over the map instead of beside it. */
export const isNarrow = (): boolean => matchMedia('(max-width: 62em)').matches;

/** A click replaces the selection; an additive one adds a sector, or takes it out again. */
function selectionAfter(
  selection: readonly string[],
  sectorId: string,
  additive: boolean,
): readonly string[] {
  if (!additive) return [sectorId];
  const others = selection.filter((id) => id !== sectorId);
  return others.length < selection.length ? others : [...selection, sectorId];
}

/** What is only being read makes room for what is selected; a form in work stays. */
const panelBeside = (panel: BoardPanel | null): BoardPanel | null =>
  panel === 'history' || panel === 'shortcuts' ? null : panel;

/** What the person at the board has in hand. Nothing of it is a fact of the incident. */
export const useBoardStore = create<BoardStore>((set) => ({
  ...NOTHING,
  railOpen: !isNarrow(),
  select: (sectorId, additive) =>
    set(({ selection, panel }) => ({
      selection: selectionAfter(selection, sectorId, additive),
      teamId: null,
      panel: panelBeside(panel),
    })),
  setSelection: (selection) =>
    set(({ panel }) => ({
      selection,
      teamId: null,
      panel: selection.length > 0 ? panelBeside(panel) : panel,
    })),
  extendSelection: (sectorIds) =>
    set(({ selection, panel }) => ({
      selection: [...new Set([...selection, ...sectorIds])],
      teamId: null,
      panel: panelBeside(panel),
    })),
  followTeam: (followedTeamId) => set({ followedTeamId }),
  showTeam: (teamId) => set({ teamId, panel: null }),
  openPanel: (panel) =>
    set(({ teamId }) => ({ ...NO_DRAFT, panel, assignTeamId: panel === 'assign' ? teamId : null })),
  assignTo: (teamId) => set({ ...NO_DRAFT, panel: 'assign', assignTeamId: teamId }),
  openHistory: (historyFilter) => set({ ...NO_DRAFT, panel: 'history', historyFilter }),
  setTool: (tool) => set({ tool }),
  setDraft: ({ place, ring }) =>
    set({
      tool: null,
      ...(place !== undefined && { draftPlace: place }),
      ...(ring !== undefined && { draftRing: ring }),
    }),
  setRailOpen: (railOpen) => set({ railOpen }),
  reset: () => set(NOTHING),
}));
