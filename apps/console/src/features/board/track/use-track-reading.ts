import { useCallback, useEffect, useRef } from 'react';
import { subscribePositions } from '../../../realtime/position-store.js';
import { TrackReader } from './track-reader.js';
import { useTrackStore } from './track-store.js';

/** Reads the tracks of a team's phones for as long as they are looked at; answers how to try again. */
export function useTrackReading(incidentId: string, teamId: string): () => void {
  const readers = useRef(new Map<string, TrackReader>());
  useEffect(() => {
    const { put, clear } = useTrackStore.getState();
    const known = new Map<string, TrackReader>();
    readers.current = known;
    const unsubscribe = subscribePositions(incidentId, (positions) => {
      for (const [key, position] of positions) {
        const reader = known.get(key);
        if (reader) reader.hear(position);
        else if (position.teamId === teamId)
          known.set(key, new TrackReader(incidentId, position, (track) => put(key, track)));
      }
    });
    return () => {
      unsubscribe();
      for (const reader of known.values()) reader.stop();
      clear();
    };
  }, [incidentId, teamId]);
  return useCallback(() => {
    for (const reader of readers.current.values()) void reader.read();
  }, []);
}
