import { ActionIcon, Button, Group, Text } from '@mantine/core';
import type { LonLat } from '@izdeu/contracts';
import { IconArrowBackUp, IconFocusCentered, IconPlus, IconX } from '@tabler/icons-react';
import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import { DrawingLayer } from './drawing-layer.js';
import { toLatLng, toLonLat } from './lat-lng.js';
import { useMapClick, useMapContext } from './map-context.js';
import classes from './map-view.module.css';
import { useToolKeys } from './use-tool-keys.js';

export interface DrawPolygonToolProps {
  /** Outer ring in GeoJSON order, closed: the last position repeats the first. */
  onFinish: (ring: LonLat[]) => void;
  onCancel: () => void;
}

/** Two taps nearer than this are one: the second half of a double tap must not add a vertex. */
const SAME_PLACE_PIXELS = 10;

/** While it is mounted, clicks on the map add vertices. Each key has a visible button. */
export function DrawPolygonTool({ onFinish, onCancel }: DrawPolygonToolProps) {
  const t = useT();
  const { map } = useMapContext();
  const [vertices, setVertices] = useState<readonly LonLat[]>([]);
  const complete = vertices.length >= 3;

  const add = (position: LonLat) => {
    const last = vertices[vertices.length - 1];
    if (last && distancePixels(map, last, position) < SAME_PLACE_PIXELS) return;
    setVertices([...vertices, position]);
  };
  const finish = () => {
    const [first] = vertices;
    if (complete && first) onFinish([...vertices, first]);
  };
  const addCentre = () => add(toLonLat(map.getCenter()));
  const removeLast = () => setVertices(vertices.slice(0, -1));

  useDrawnShape(vertices);
  useMapClicks(map, add, finish);
  useToolKeys({ Enter: finish, ' ': addCentre, Backspace: removeLast, Escape: onCancel });

  return (
    <>
      <IconFocusCentered className={classes.crosshair} aria-hidden />
      <div className={classes.tool} role="group" aria-label={t('map.draw.start')}>
        <Text size="sm">{t('map.draw.help')}</Text>
        <Text size="xs" visibleFrom="sm">
          {t('map.draw.keys')}
        </Text>
        <Group gap="xs" mt="xs" wrap="nowrap">
          <Button mih={56} onClick={finish} disabled={!complete}>
            {t('map.draw.finish')}
          </Button>
          <ActionIcon
            size={56}
            variant="default"
            aria-label={t('map.measure.centre')}
            title={t('map.measure.centre')}
            onClick={addCentre}
          >
            <IconPlus />
          </ActionIcon>
          <ActionIcon
            size={56}
            variant="default"
            aria-label={t('map.draw.undo')}
            title={t('map.draw.undo')}
            onClick={removeLast}
            disabled={vertices.length === 0}
          >
            <IconArrowBackUp />
          </ActionIcon>
          <ActionIcon
            size={56}
            variant="default"
            aria-label={t('map.draw.cancel')}
            title={t('map.draw.cancel')}
            onClick={onCancel}
          >
            <IconX />
          </ActionIcon>
          <Text size="sm" role="status">
            {t('map.draw.points', { count: vertices.length })}
          </Text>
        </Group>
      </div>
    </>
  );
}

function distancePixels(map: L.Map, a: LonLat, b: LonLat): number {
  return map.latLngToContainerPoint(toLatLng(a)).distanceTo(map.latLngToContainerPoint(toLatLng(b)));
}

function useDrawnShape(vertices: readonly LonLat[]): void {
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new DrawingLayer());
  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => {
    layer.setShape(vertices, null, appearance);
    const follow = (event: L.LeafletMouseEvent) =>
      layer.setShape(vertices, toLonLat(event.latlng), appearance);
    map.on('mousemove', follow);
    return () => void map.off('mousemove', follow);
  }, [layer, map, vertices, appearance]);
}

function useMapClicks(map: L.Map, add: (position: LonLat) => void, finish: () => void): void {
  const double = useEffectEvent(finish);
  useMapClick('tool', ({ position }) => {
    add(position);
    return true;
  });
  useEffect(() => {
    const onDouble = () => double();
    const container = map.getContainer();
    map.doubleClickZoom.disable();
    container.style.cursor = 'crosshair';
    container.focus({ preventScroll: true });
    map.on('dblclick', onDouble);
    return () => {
      map.off('dblclick', onDouble);
      container.style.cursor = '';
      map.doubleClickZoom.enable();
    };
  }, [map]);
}
