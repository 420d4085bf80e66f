import { VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import type { Direction, MapObjectSource, ObjectKind } from './map-objects.js';

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

interface Focus {
  kind: ObjectKind;
  id: string;
}

/**
 * Everything on the map by keyboard, on the focused map: Enter goes among the things, arrows move between
 * neighbours, Tab goes on to the next kind and after the last one leaves the map as anywhere else, Enter selects,
 * Space adds to what is selected, arrows with Shift take along what they pass, Esc gives the arrows back to the map.
 * Each thing reached is read out. While a tool is in hand it stands back.
 */
export function ObjectKeyboard() {
  const { map, objects } = useMapContext();
  const [focus, setFocus] = useState<Focus | null>(null);
  const [spoken, setSpoken] = useState('');

  const move = (next: Focus | null): void => {
    if (focus && focus.kind !== next?.kind) objects.source(focus.kind)?.focus(null);
    const source = next && objects.source(next.kind);
    source?.focus(next?.id ?? null);
    setFocus(next);
    setSpoken(next && source ? source.describe(next.id) : '');
  };
  /** The first thing of a kind after (or before) another; undefined: Tab is to leave the map. */
  const kindAfter = (kind: ObjectKind | null, step: 1 | -1): Focus | undefined => {
    const centre = toLonLat(map.getCenter());
    const kinds = objects.kinds(centre);
    const next = kinds[(kind === null ? -1 : kinds.indexOf(kind)) + step];
    const id = next && objects.source(next)?.nearest(centre);
    return next && id ? { kind: next, id } : undefined;
  };

  /** Whether the key was meant for the things on the map. */
  const handled = (event: KeyboardEvent, held: { focus: Focus; source: MapObjectSource } | null): boolean => {
    if (!held) {
      const first = event.key === 'Enter' ? kindAfter(null, 1) : undefined;
      if (first) move(first);
      else if (focus) move(null);
      return first !== undefined;
    }
    const direction = DIRECTIONS[event.key];
    if (direction) {
      const next = held.source.neighbour(held.focus.id, direction);
      if (event.shiftKey) held.source.extend?.(held.focus.id, next);
      move({ kind: held.focus.kind, id: next });
    } else if (event.key === 'Escape') move(null);
    else if (event.key === 'Enter' || event.key === ' ')
      held.source.select(held.focus.id, {
        additive: event.shiftKey || event.key === ' ',
        range: event.shiftKey,
      });
    else if (event.key === 'Tab') {
      const next = kindAfter(held.focus.kind, event.shiftKey ? -1 : 1);
      move(next ?? null);
      return next !== undefined;
    } else return false;
    return true;
  };

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.target !== map.getContainer() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (objects.toolInHand()) {
      if (focus) move(null);
      return;
    }
    const source = focus ? objects.source(focus.kind) : undefined;
    // What was focused may have gone meanwhile: a team that left, a grid that was archived.
    const held = focus && source?.has(focus.id) ? { focus, source } : null;
    if (!handled(event, held)) return;
    event.preventDefault();
    // Leaflet listens on the same element: while among things the arrows must not pan the map too.
    event.stopImmediatePropagation();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    const left = () => setSpoken('');
    const container = map.getContainer();
    document.addEventListener('keydown', listener, { capture: true });
    container.addEventListener('blur', left);
    return () => {
      document.removeEventListener('keydown', listener, { capture: true });
      container.removeEventListener('blur', left);
    };
  }, [map]);

  return (
    <VisuallyHidden role="status" aria-live="polite" data-testid="map-object">
      {spoken}
    </VisuallyHidden>
  );
}
