import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { describeMarker, markerAgeText } from './describe-marker.js';
import { toLonLat } from './lat-lng.js';
import type { LiveMarker } from './live-marker.js';
import { useMapContext, useMapObjects } from './map-context.js';
import { useMapLayers } from './map-layers-store.js';
import { nearestOf, neighbourOf, type MapObjectSource } from './map-objects.js';
import { TrailBook } from './marker-trails.js';
import { TeamMarkerLayer } from './team-marker-layer.js';
import { TrailLayer } from './trail-layer.js';
import { useFollowedTeam } from './use-followed-team.js';
import { toWorld } from './world.js';
import type L from 'leaflet';

export interface TeamMarkersProps {
  teams?: readonly LiveMarker[];
  /** Instead of `teams`: draws what it is given whenever it comes, past React. Keep its identity. */
  follow?: (draw: (teams: Iterable<LiveMarker>) => void) => () => void;
  /** The team that the page shows: ringed, always named, in no cluster. */
  selectedTeamId?: string | null;
  /** The map keeps this team in view until somebody drags it. */
  followedTeamId?: string | null;
  onFollowEnd?: () => void;
  onPick?: (marker: LiveMarker) => void;
  /** False while a tool owns the clicks. */
  interactive?: boolean;
  /** What else is done with the marks: see `PickableTeamMarkers`, which phones do without. */
  children?: (layer: TeamMarkerLayer) => ReactNode;
}

/** Ages are redrawn this often even when nothing arrives: silence must be visible too. */
const AGE_TICK_MILLISECONDS = 5_000;

/** Teams and people: live marks and their trails. */
export function TeamMarkers(props: TeamMarkersProps) {
  const { interactive = true, onPick } = props;
  const { layer, trails } = useMarkerLayers();
  useMarkerFrames(layer, trails, props);
  useMarkerLook(layer, trails, props.selectedTeamId ?? null);
  useFollowedTeam(layer, props.followedTeamId ?? null, props.onFollowEnd);
  useMarkerHover(layer, interactive);
  useMarkerKeyboard(layer, interactive, onPick);
  return props.children?.(layer);
}

function useMarkerLayers() {
  const { map, labels } = useMapContext();
  const [made] = useState(() => {
    const book = new TrailBook();
    return { layer: new TeamMarkerLayer(), trails: new TrailLayer(book), book };
  });
  const { layer, trails } = made;
  useEffect(() => {
    layer.tellNames((boxes, view) => labels.setObstacles(boxes, view));
    trails.addTo(map);
    layer.addTo(map);
    return () => {
      layer.remove();
      trails.remove();
    };
  }, [layer, trails, labels, map]);
  return made;
}

function useMarkerFrames(
  layer: TeamMarkerLayer,
  trails: TrailLayer,
  { teams, follow }: TeamMarkersProps,
): void {
  useEffect(() => {
    const draw = (markers: Iterable<LiveMarker>) => {
      layer.setMarkers(markers);
      layer.setNow(Date.now());
      trails.take(layer.all(), Date.now());
    };
    if (teams) draw(teams);
    const stop = follow?.(draw);
    const tick = setInterval(() => {
      layer.setNow(Date.now());
      trails.take(layer.all(), Date.now());
    }, AGE_TICK_MILLISECONDS);
    return () => {
      clearInterval(tick);
      stop?.();
    };
  }, [layer, trails, teams, follow]);
}

function useMarkerLook(layer: TeamMarkerLayer, trails: TrailLayer, selectedTeamId: string | null): void {
  const t = useT();
  const { appearance } = useMapContext();
  const { teams, people, trails: withTrails } = useMapLayers((store) => store.layers);
  useEffect(() => {
    layer.setLook(appearance, (age, stale) => markerAgeText(age, stale, t));
    trails.setAppearance(appearance);
  }, [layer, trails, appearance, t]);
  useEffect(() => {
    layer.setVisible({ team: teams, person: people });
    trails.setHidden(!withTrails);
    trails.take(layer.all(), Date.now());
  }, [layer, trails, teams, people, withTrails]);
  useEffect(() => layer.setSelectedTeam(selectedTeamId), [layer, selectedTeamId]);
}

function useMarkerHover(layer: TeamMarkerLayer, enabled: boolean): void {
  const { map } = useMapContext();
  useEffect(() => {
    if (!enabled) return;
    const onMove = (event: L.LeafletMouseEvent) => {
      const { markers, cluster } = layer.hit(toLonLat(event.latlng), 14);
      layer.setHovered(markers[0]?.id ?? null);
      map.getContainer().style.cursor = markers.length > 0 || cluster ? 'pointer' : '';
    };
    const onOut = () => layer.setHovered(null);
    map.on('mousemove', onMove).on('mouseout', onOut);
    return () => {
      map.off('mousemove', onMove).off('mouseout', onOut);
      layer.setHovered(null);
      map.getContainer().style.cursor = '';
    };
  }, [layer, map, enabled]);
}

const placeOf = ({ position }: LiveMarker) => toWorld(...position);

function useMarkerKeyboard(
  layer: TeamMarkerLayer,
  enabled: boolean,
  pick: ((marker: LiveMarker) => void) | undefined,
): void {
  const t = useT();
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  const sourceOf = useMemo(
    () =>
      (kind: LiveMarker['kind']): MapObjectSource => {
        const all = () => layer.all().filter((marker) => marker.kind === kind);
        return {
          nearest: (position) => nearestOf(all(), toWorld(...position), placeOf)?.id ?? null,
          neighbour: (id, direction) => {
            const from = layer.marker(id);
            const among = all();
            const same = among.find((marker) => marker.id === from?.id);
            return same ? neighbourOf(among, same, direction, placeOf).id : id;
          },
          has: (id) => layer.marker(id) !== undefined,
          focus: (id) => layer.setFocused(id),
          describe: (id) => {
            const marker = layer.marker(id);
            return marker ? describeMarker(marker, Date.now(), t) : '';
          },
          select: (id) => {
            const marker = layer.marker(id);
            if (marker) latest.current?.(marker);
          },
        };
      },
    [layer, t],
  );
  const teams = useMemo(() => sourceOf('team'), [sourceOf]);
  const people = useMemo(() => sourceOf('person'), [sourceOf]);
  useMapObjects('team', teams, enabled);
  useMapObjects('person', people, enabled);
}
