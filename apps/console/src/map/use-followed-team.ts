import { useEffect, useEffectEvent } from 'react';
import { toLatLng } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import type { TeamMarkerLayer } from './team-marker-layer.js';

/** The mark may move in the middle of the screen; only near its edges the map comes after it. */
const FREE_SHARE = 0.25;
const LOOK_MILLISECONDS = 500;

/** Keeps a team in view. Whoever drags the map wants to see something else: following ends. */
export function useFollowedTeam(
  layer: TeamMarkerLayer,
  teamId: string | null,
  onEnd: (() => void) | undefined,
): void {
  const { map } = useMapContext();
  const ended = useEffectEvent(() => onEnd?.());

  useEffect(() => {
    if (teamId === null) return;
    let isFirst = true;
    const look = () => {
      const own = layer.all().filter((marker) => marker.teamId === teamId);
      const mark = own.find(({ kind }) => kind === 'team') ?? own[0];
      if (!mark) return;
      const place = toLatLng(mark.position);
      const isInside = map.getBounds().pad(-FREE_SHARE).contains(place);
      if (isFirst || !isInside) map.panTo(place, { animate: !isFirst });
      isFirst = false;
    };
    const stop = () => ended();
    look();
    const timer = setInterval(look, LOOK_MILLISECONDS);
    map.on('dragstart', stop);
    return () => {
      clearInterval(timer);
      map.off('dragstart', stop);
    };
  }, [map, layer, teamId]);
}
