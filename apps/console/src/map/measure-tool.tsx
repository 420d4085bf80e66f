import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core';
import type { LonLat } from '@izdeu/contracts';
import { IconArrowBackUp, IconFocusCentered, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useLocaleStore } from '../i18n/locale.js';
import { useT } from '../i18n/use-t.js';
import { formatBearing, formatDistance, formatMeasuredArea } from './format-measure.js';
import { toLonLat } from './lat-lng.js';
import { useMapClick, useMapContext } from './map-context.js';
import classes from './map-view.module.css';
import { MeasureLayer } from './measure-layer.js';
import { measure, type Measured } from './measure-shape.js';
import { useToolKeys } from './use-tool-keys.js';

type Mode = 'distance' | 'area';

/** Distance with bearing, or area, along the ground. Each key has a visible button. */
export function MeasureTool({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { map } = useMapContext();
  const [mode, setMode] = useState<Mode>('distance');
  const [points, setPoints] = useState<readonly LonLat[]>([]);
  const measured = useMemo(() => measure(points), [points]);

  const add = (position: LonLat) => setPoints([...points, position]);
  const addCentre = () => add(toLonLat(map.getCenter()));
  const undo = () => setPoints(points.slice(0, -1));
  useMapClick('tool', ({ position }) => {
    add(position);
    return true;
  });
  useToolKeys({ Enter: addCentre, Backspace: undo, Escape: onClose });
  useCrosshair();
  useMeasureDrawing(points, mode, measured);

  return (
    <>
      <IconFocusCentered className={classes.crosshair} aria-hidden />
      <section className={classes.tool} aria-label={t('map.measure')}>
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <SegmentedControl
            size="xs"
            value={mode}
            onChange={setMode}
            aria-label={t('map.measure.mode')}
            data={[
              { value: 'distance', label: t('map.measure.distance') },
              { value: 'area', label: t('map.measure.area') },
            ]}
          />
          <ActionIcon
            size={44}
            variant="subtle"
            c="var(--mantine-color-text)"
            aria-label={t('map.measure.close')}
            onClick={onClose}
          >
            <IconX size={20} />
          </ActionIcon>
        </Group>
        <Result mode={mode} measured={measured} count={points.length} />
        <Group gap="xs" mt={6}>
          <Button size="compact-md" mih={44} variant="default" onClick={addCentre}>
            {t('map.measure.centre')}
          </Button>
          <Button
            size="compact-md"
            mih={44}
            variant="default"
            onClick={undo}
            disabled={points.length === 0}
            leftSection={<IconArrowBackUp size={18} />}
          >
            {t('map.measure.undo')}
          </Button>
          <Button
            size="compact-md"
            mih={44}
            variant="subtle"
            c="var(--mantine-color-text)"
            onClick={() => setPoints([])}
            disabled={points.length === 0}
          >
            {t('map.measure.clear')}
          </Button>
        </Group>
      </section>
    </>
  );
}

function Result({ mode, measured, count }: { mode: Mode; measured: Measured; count: number }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const last = measured.legs[measured.legs.length - 1];
  const { areaSquareMetres, perimeterMetres } = measured;
  return (
    <div role="status" data-testid="measured" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {count < 2 || (mode === 'area' && areaSquareMetres === null) ? (
        <Text size="sm">{t(mode === 'area' ? 'map.measure.helpArea' : 'map.measure.help')}</Text>
      ) : null}
      {mode === 'distance' && last ? (
        <>
          <Text fw={650}>
            {t('map.measure.total', { distance: formatDistance(measured.lengthMetres, locale, t) })}
          </Text>
          <Text size="sm">
            {t('map.measure.last', {
              distance: formatDistance(last.distanceMetres, locale, t),
              bearing: formatBearing(last.bearingDegrees),
              back: formatBearing(last.bearingDegrees + 180),
            })}
          </Text>
        </>
      ) : null}
      {mode === 'area' && areaSquareMetres !== null && perimeterMetres !== null ? (
        <>
          <Text fw={650}>{formatMeasuredArea(areaSquareMetres, locale, t)}</Text>
          <Text size="sm">
            {t('map.measure.perimeter', { distance: formatDistance(perimeterMetres, locale, t) })}
          </Text>
        </>
      ) : null}
    </div>
  );
}

function useMeasureDrawing(points: readonly LonLat[], mode: Mode, measured: Measured): void {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { map, appearance } = useMapContext();
  const [layer] = useState(() => new MeasureLayer());
  useEffect(() => {
    layer.addTo(map);
    return () => void layer.remove();
  }, [layer, map]);
  useEffect(() => {
    const legTexts = measured.legs.map(
      (leg) => `${formatDistance(leg.distanceMetres, locale, t)} · ${formatBearing(leg.bearingDegrees)}`,
    );
    layer.show({ points, closed: mode === 'area', legTexts }, appearance);
  }, [layer, points, mode, measured, appearance, locale, t]);
}

function useCrosshair(): void {
  const { map } = useMapContext();
  useEffect(() => {
    const container = map.getContainer();
    map.doubleClickZoom.disable();
    container.style.cursor = 'crosshair';
    container.focus({ preventScroll: true });
    return () => {
      container.style.cursor = '';
      map.doubleClickZoom.enable();
    };
  }, [map]);
}
