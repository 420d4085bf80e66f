import { sectorStates, type IncidentState } from '@izdeu/domain';
import { createContext, useContext, useMemo } from 'react';
import type { MapHandle } from '../../../map/map-context.js';
import type { SectorStatus } from '../../../map/sector-style.js';
import type { IncidentStatus } from '../../../realtime/incident-store.js';
import type { BoardView } from './board-view.js';
import { buildCatalogue, type SectorCatalogue } from './sector-catalogue.js';

export interface IncidentViewValue {
  incidentId: string;
  state: IncidentState;
  status: IncidentStatus;
  catalogue: SectorCatalogue;
  statuses: readonly SectorStatus[];
  /** Null while it is being made, and in a window without one. */
  map: MapHandle | null;
  view: BoardView;
}

export const IncidentViewContext = createContext<IncidentViewValue | null>(null);

/** The incident that this page shows; only below the page. */
export function useIncidentView(): IncidentViewValue {
  const value = useContext(IncidentViewContext);
  if (!value) throw new Error('a part of the incident page stands outside of it');
  return value;
}

/** Cells follow from the grids alone: an assignment rebuilds none of them. */
export function useCatalogue({ grids, sectors }: IncidentState): SectorCatalogue {
  return useMemo(() => buildCatalogue(grids, sectors), [grids, sectors]);
}

const UNSEARCHED: SectorStatus = { state: 'unsearched', pod: 0 };

/** One shared object for every sector that nothing happened to; the map repaints only those that changed. */
export function useStatuses(state: IncidentState, catalogue: SectorCatalogue): readonly SectorStatus[] {
  const { assignments, coverage } = state;
  return useMemo(() => {
    const statuses = new Array<SectorStatus>(catalogue.sectors.length).fill(UNSEARCHED);
    for (const [sectorId, sectorState] of sectorStates({ ...state, assignments, coverage })) {
      const index = catalogue.indexById.get(sectorId);
      const pod = coverage.get(sectorId)?.cumulativePod ?? 0;
      if (index !== undefined) statuses[index] = { state: sectorState, pod };
    }
    return statuses;
    // Only these two move a sector's state; a new operational period does not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [assignments, coverage, catalogue]);
}
