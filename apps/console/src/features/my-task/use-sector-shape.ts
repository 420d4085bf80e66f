import type { IncidentState } from '@izdeu/domain';
import { useEffect, useMemo, useState } from 'react';
import { useIncidentState } from '../../realtime/use-incident.js';
import {
  buildSimpleCells,
  ClipperNeeded,
  sectorShapeOf,
  type BuildCells,
  type SectorShape,
} from './sector-shape.js';
import type { MyTask } from './use-my-tasks.js';

const grids = (state: IncidentState) => state.grids;
const sectors = (state: IncidentState) => state.sectors;

/** Outline of the task's sector; null until it is known. */
export function useSectorShape({ incidentId, assignment }: MyTask): SectorShape | null {
  const inGrids = useIncidentState(incidentId, grids);
  const drawn = useIncidentState(incidentId, sectors);
  const [buildCells, setBuildCells] = useState<BuildCells>(() => buildSimpleCells);
  const shape = useMemo(() => {
    if (!inGrids || !drawn) return null;
    try {
      return sectorShapeOf({ grids: inGrids, sectors: drawn }, assignment.sectorId, buildCells);
    } catch (error) {
      if (error instanceof ClipperNeeded) return error;
      throw error;
    }
  }, [inGrids, drawn, assignment.sectorId, buildCells]);
  const isWandering = shape instanceof ClipperNeeded;
  useEffect(() => {
    if (!isWandering) return;
    void import('./clipped-cells.js').then(
      (module) => setBuildCells(() => module.buildClippedCells),
      // Without signal and not on the device yet: the task stands without its outline, the next event tries again.
      () => undefined,
    );
  }, [isWandering, inGrids]);
  return shape instanceof ClipperNeeded ? null : shape;
}
