import { useMemo } from 'react';
import { DrawPolygonTool } from '../../../map/draw-polygon-tool.js';
import { PickPointTool } from '../../../map/pick-point-tool.js';
import { PlaceMarkers } from '../../../map/place-markers.js';
import { OutlineLayer } from '../../../map/outline-shape.js';
import { useBoardStore } from './board-store.js';

/** The tool in hand, and what it has made so far. */
export function BoardMapTools() {
  const { tool, setTool, setDraft, draftPlace, draftRing } = useBoardStore();
  const places = useMemo(
    () => (draftPlace ? [{ id: 'draft', position: draftPlace, label: '' }] : []),
    [draftPlace],
  );
  const cancel = () => setTool(null);
  return (
    <>
      {draftRing && tool?.kind !== 'polygon' ? <OutlineLayer ring={draftRing} /> : null}
      <PlaceMarkers places={places} reachable={false} />
      {tool?.kind === 'polygon' ? (
        <DrawPolygonTool
          onCancel={cancel}
          onFinish={(ring) => {
            setDraft({ ring });
            tool.onFinish(ring);
          }}
        />
      ) : null}
      {tool?.kind === 'point' ? (
        <PickPointTool
          onCancel={cancel}
          onPick={(position) => {
            setDraft({ place: position });
            tool.onPick(position);
          }}
        />
      ) : null}
    </>
  );
}
