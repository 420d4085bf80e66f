import type { LonLat } from '@izdeu/contracts';
import { create } from 'zustand';

/** What stands beside the map on the right while something is being made. */
export type BoardPanel =
  'grid' | 'draw-sector' | 'team' | 'assign' | 'state' | 'outcome' | 'history' | 'shortcuts';

/** What the next clicks on the map mean; without one they select sectors. */
export type MapTool =
  | { kind: 'polygon'; onFinish: (ring: LonLat[]) => void }
  | { kind: 'point'; onPick: (position: LonLat) => void };

interface BoardStore {
  /** Ids of the selected sectors, the last one is inspected. */
  selection: readonly string[];
  /** The team being looked at; null while a sector is. */
  teamId: string | null;
  panel: BoardPanel | null;
  tool: MapTool | null;
  /** A place picked or an outline drawn, shown while its form is open. */
  draftPlace: LonLat | null;
  draftRing: readonly LonLat[] | null;
  railOpen: boolean;
  select: (sectorId: string, additive: boolean) => void;
  setSelection: (selection: readonly string[]) => void;
  showTeam: (teamId: string | null) => void;
  openPanel: (panel: BoardPanel | null) => void;
  setTool: (tool: MapTool | null) => void;
  setDraft: (draft: { place?: LonLat | null; ring?: readonly LonLat[] | null }) => void;
  setRailOpen: (railOpen: boolean) => void;
  reset: () => void;
}

const NOTHING = {
  selection: [],
  teamId: null,
  panel: null,
  tool: null,
  draftPlace: null,
  draftRing: null,
} as const;

const NARROW = '(max-width: 62em)';

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

/** What the person at the board has in hand. Nothing of it is a fact of the incident. */
export const useBoardStore = create<BoardStore>((set) => ({
  ...NOTHING,
  railOpen: !matchMedia(NARROW).matches,
  select: (sectorId, additive) =>
    set(({ selection }) => ({ selection: selectionAfter(selection, sectorId, additive), teamId: null })),
  setSelection: (selection) => set({ selection, teamId: null }),
  showTeam: (teamId) => set({ teamId, panel: null }),
  openPanel: (panel) => set({ panel, tool: null, draftPlace: null, draftRing: null }),
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
