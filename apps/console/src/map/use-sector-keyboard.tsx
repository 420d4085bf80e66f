import { VisuallyHidden } from '@mantine/core';
import type L from 'leaflet';
import { useEffect, useEffectEvent, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import type { SectorCanvasLayer, SectorDirection } from './sector-canvas-layer.js';
import type { SectorGeometry } from './sector-geometry.js';
import type { SectorStatus } from './sector-style.js';

const DIRECTIONS: Record<string, SectorDirection> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

interface SectorKeyboard {
  layer: SectorCanvasLayer;
  map: L.Map;
  geometry: SectorGeometry;
  statuses: readonly SectorStatus[];
  enabled: boolean;
  onSelect: ((index: number, options: { additive: boolean }) => void) | undefined;
  onExtend: ((indexes: readonly number[]) => void) | undefined;
}

/**
 * Sectors by keyboard, on the focused map: Enter goes among the sectors, arrows move between neighbours, Enter
 * selects, Space adds to what is selected, arrows with Shift take along what they pass, Esc gives the arrows back to the map. Each sector reached is read out.
 */
export function useSectorKeyboard({
  layer,
  map,
  geometry,
  statuses,
  enabled,
  onSelect,
  onExtend,
}: SectorKeyboard) {
  const t = useT();
  // An index means nothing among other sectors, so the focus is kept together with the geometry it belongs to.
  const [focus, setFocus] = useState<{ geometry: SectorGeometry; index: number | null }>({
    geometry,
    index: null,
  });
  const focused = focus.geometry === geometry ? focus.index : null;

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.target !== map.getContainer()) return;
    const next = nextFocus(layer, focused, event.key);
    if (next === undefined) {
      if (focused === null || (event.key !== 'Enter' && event.key !== ' ')) return;
      onSelect?.(focused, { additive: event.shiftKey || event.key === ' ' });
    } else {
      setFocus({ geometry, index: next });
      layer.focusSector(next);
      if (event.shiftKey && focused !== null && next !== null) onExtend?.([focused, next]);
    }
    event.preventDefault();
    // Leaflet listens on the same element: while among sectors the arrows must not pan the map too.
    event.stopImmediatePropagation();
  });

  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => pressed(event);
    document.addEventListener('keydown', listener, { capture: true });
    return () => document.removeEventListener('keydown', listener, { capture: true });
  }, [enabled]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {focused === null ? '' : announcement(t, geometry.labels[focused] ?? '', statuses[focused])}
    </VisuallyHidden>
  );
}

/** undefined: the key does not move the focus; null: leave the sectors. */
function nextFocus(layer: SectorCanvasLayer, focused: number | null, key: string): number | null | undefined {
  if (focused === null) return key === 'Enter' ? layer.nearestToCentre() : undefined;
  if (key === 'Escape') return null;
  const direction = DIRECTIONS[key];
  return direction ? layer.neighbour(focused, direction) : undefined;
}

function announcement(t: ReturnType<typeof useT>, label: string, status: SectorStatus | undefined): string {
  const state = t(`sector.state.${status?.state ?? 'unsearched'}`);
  const percent = Math.round((status?.pod ?? 0) * 100);
  return percent > 0
    ? t('sector.announcePod', { label, state, percent })
    : t('sector.announce', { label, state });
}
