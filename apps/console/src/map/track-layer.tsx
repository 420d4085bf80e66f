import type { LonLat } from '@izdeu/contracts';
import type { Track, TrackFix } from '@izdeu/domain';
import { useEffect, useState } from 'react';
import { formatDuration } from '../i18n/duration.js';
import { useT } from '../i18n/use-t.js';
import { useMapContext } from './map-context.js';
import { TrackCanvasLayer } from './track-layer-canvas.js';

export interface TrackLayerProps {
  tracks: readonly Track<TrackFix>[];
  /** A fix to point out. */
  picked: LonLat | null;
}

/** Where somebody went, as far as it is known; where it is not, nothing is drawn. */
export function TrackLayer({ tracks, picked }: TrackLayerProps) {
  const t = useT();
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new TrackCanvasLayer());
  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(
    () => layer.setLook(appearance, (milliseconds) => formatDuration(milliseconds, t)),
    [layer, appearance, t],
  );
  useEffect(() => layer.setTracks(tracks, picked), [layer, tracks, picked]);
  return null;
}
