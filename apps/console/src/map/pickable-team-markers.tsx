import type { LonLat } from '@izdeu/contracts';
import { useState } from 'react';
import { HeapList, type Heap } from './heap-list.js';
import { useMapClick, useMapContext } from './map-context.js';
import { MarkerDrag } from './marker-drag.js';
import type { TeamMarkerLayer } from './team-marker-layer.js';
import { TeamMarkers, type TeamMarkersProps } from './team-markers.js';

interface Picking extends Pick<TeamMarkersProps, 'onPick' | 'interactive'> {
  /** Given, a mark can be dragged onto a place. */
  onDrop?: ((id: string, position: LonLat) => void) | undefined;
}

/** Marks that can be clicked and dragged: a click on several opens the list of them. */
export function PickableTeamMarkers({
  onDrop,
  ...props
}: Omit<TeamMarkersProps, 'children'> & Pick<Picking, 'onDrop'>) {
  const { onPick, interactive } = props;
  return (
    <TeamMarkers {...props}>
      {(layer) => (
        <MarkerPicking
          layer={layer}
          onDrop={onDrop}
          {...(onPick && { onPick })}
          {...(interactive !== undefined && { interactive })}
        />
      )}
    </TeamMarkers>
  );
}

function MarkerPicking({ layer, interactive = true, onPick, onDrop }: Picking & { layer: TeamMarkerLayer }) {
  const { map } = useMapContext();
  const [heap, setHeap] = useState<Heap | null>(null);
  useMapClick(
    'mark',
    ({ position, pixel }) => {
      const { markers, cluster } = layer.hit(position);
      const found = cluster ? [...cluster.markers, ...markers] : markers;
      const [only] = found;
      if (!only) return false;
      if (found.length > 1) setHeap({ markers: found, at: Date.now(), pixel });
      else onPick?.(only);
      return true;
    },
    interactive && onPick !== undefined,
  );
  return (
    <>
      {onDrop ? <MarkerDrag layer={layer} onDrop={onDrop} /> : null}
      {heap ? (
        <HeapList
          heap={heap}
          onPick={(marker) => {
            setHeap(null);
            onPick?.(marker);
          }}
          onClose={() => {
            setHeap(null);
            map.getContainer().focus();
          }}
        />
      ) : null}
    </>
  );
}
