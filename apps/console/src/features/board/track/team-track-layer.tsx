import { useMemo } from 'react';
import { TrackLayer } from '../../../map/track-layer.js';
import { useBoardStore } from '../tools/board-store.js';
import { useTrackStore } from './track-store.js';

/** Draws the track that is switched on, while its team is looked at. */
export function TeamTrackLayer() {
  const { teamId, phones, picked } = useTrackStore();
  const isLookedAt = useBoardStore((store) => store.teamId !== null && store.teamId === teamId);
  const tracks = useMemo(() => [...phones.values()].map(({ track }) => track), [phones]);
  return isLookedAt ? <TrackLayer tracks={tracks} picked={picked} /> : null;
}
