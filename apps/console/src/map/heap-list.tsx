import { Text, UnstyledButton } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useT } from '../i18n/use-t.js';
import { describeMarker } from './describe-marker.js';
import type { LiveMarker } from './live-marker.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';

export interface Heap {
  markers: readonly LiveMarker[];
  /** When it was clicked: the ages are of that moment. */
  at: number;
  /** Of the container. */
  pixel: { x: number; y: number };
}

const WIDTH = 260;
const HEIGHT = 280;

/** Who is meant, where several marks lie on one another. */
export function HeapList({
  heap,
  onPick,
  onClose,
}: {
  heap: Heap;
  onPick: (marker: LiveMarker) => void;
  onClose: () => void;
}) {
  const t = useT();
  const { map } = useMapContext();
  const list = useRef<HTMLUListElement>(null);
  const close = useEffectEvent(onClose);
  const size = map.getSize();

  useEffect(() => {
    list.current?.querySelector('button')?.focus();
    const moved = () => close();
    map.on('movestart', moved);
    return () => void map.off('movestart', moved);
  }, [map, heap]);

  const step = (event: React.KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') onClose();
    else if (by) buttons[(index + by + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section
      className={classes.heap}
      aria-label={t('map.heap', { count: heap.markers.length })}
      style={{
        left: Math.max(8, Math.min(heap.pixel.x + 12, size.x - WIDTH - 8)),
        top: Math.max(8, Math.min(heap.pixel.y - 12, size.y - HEIGHT - 8)),
        width: WIDTH,
        maxHeight: HEIGHT,
      }}
      onKeyDown={step}
    >
      <Text size="xs" c="dimmed" px="sm" pt={8}>
        {t('map.heap', { count: heap.markers.length })}
      </Text>
      <ul ref={list} className={classes.heapList}>
        {heap.markers.map((marker) => (
          <li key={marker.id}>
            <UnstyledButton className={classes.heapItem ?? ''} onClick={() => onPick(marker)}>
              {describeMarker(marker, heap.at, t)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
