import { Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/use-t.js';
import { STALE_AFTER_MILLISECONDS, type LiveMarker } from './live-marker.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';
import { paintCluster, paintMark } from './marker-painter.js';
import { MARKER_PALETTES } from './marker-palette.js';
import {
  fillOpacity,
  patternTile,
  SECTOR_STATES,
  sectorColour,
  styleOf,
  type MapAppearance,
  type SectorState,
} from './sector-style.js';

/** The one legend: each state exactly as the map draws it, with its word. */
export function MapLegend({ initiallyOpen = false }: { initiallyOpen?: boolean }) {
  const t = useT();
  const { appearance, printing } = useMapContext();
  const [isOpen, legend] = useDisclosure(initiallyOpen);
  // On paper nobody can open it.
  const opened = isOpen || printing;
  return (
    <section className={classes.legend} aria-label={t('map.legend')}>
      <UnstyledButton onClick={legend.toggle} aria-expanded={opened} px="sm" mih={44} w="100%">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" fw={600}>
            {t('map.legend')}
          </Text>
          {opened ? <IconChevronDown size={18} /> : <IconChevronUp size={18} />}
        </Group>
      </UnstyledButton>
      {opened ? (
        <ul style={{ listStyle: 'none', margin: 0, padding: '0 12px 10px' }}>
          {SECTOR_STATES.map((state) => (
            <Group key={state} component="li" gap="sm" wrap="nowrap" py={3}>
              <Swatch paint={paintState(state)} appearance={appearance} />
              <Text size="sm">{t(`sector.state.${state}`)}</Text>
            </Group>
          ))}
          <Text size="xs" mt={4} component="li">
            {t('map.legend.podNote')}
          </Text>
          {SIGNS.map((sign) => (
            <Group key={sign} component="li" gap="sm" wrap="nowrap" py={3}>
              <Swatch paint={paintSign(sign)} appearance={appearance} />
              <Text size="sm">{t(`map.legend.${sign}`)}</Text>
            </Group>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

const WIDTH = 36;
const HEIGHT = 24;

type Paint = (context: CanvasRenderingContext2D, appearance: MapAppearance) => void;

function Swatch({ paint, appearance }: { paint: Paint; appearance: MapAppearance }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, WIDTH * 2, HEIGHT * 2);
    paint(context, appearance);
  }, [paint, appearance]);
  return (
    <canvas
      ref={canvas}
      width={WIDTH * 2}
      height={HEIGHT * 2}
      style={{ width: WIDTH, height: HEIGHT, flex: 'none' }}
      aria-hidden
    />
  );
}

const paintState = memoised((state: SectorState): Paint => (context, appearance) => {
  const colour = sectorColour(state, appearance);
  const tile = patternTile(state, appearance);
  const pattern = tile ? context.createPattern(tile, 'repeat') : null;
  context.globalAlpha = fillOpacity(styleOf(state, 0.8));
  context.fillStyle = colour;
  context.fillRect(0, 0, WIDTH * 2, HEIGHT * 2);
  context.globalAlpha = 0.8;
  if (pattern) {
    context.fillStyle = pattern;
    context.fillRect(0, 0, WIDTH * 2, HEIGHT * 2);
  }
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.strokeRect(1.5, 1.5, WIDTH * 2 - 3, HEIGHT * 2 - 3);
});

const SIGNS = ['team', 'person', 'silent', 'danger', 'cluster'] as const;

/** The mark itself, by the painter that the map uses. */
const paintSign = memoised((sign: (typeof SIGNS)[number]): Paint => (context, appearance) => {
  context.setTransform(2, 0, 0, 2, 0, 0);
  const view = { context, scale: 1, offsetX: 0, offsetY: 0, width: WIDTH, height: HEIGHT, zoom: 10 };
  const palette = MARKER_PALETTES[appearance];
  const [x, y] = [WIDTH / 2, HEIGHT / 2 + 1];
  if (sign === 'cluster') {
    paintCluster(view, palette, x, y, 5, false, 10);
    return;
  }
  const marker: LiveMarker = {
    id: sign,
    kind: sign === 'person' ? 'person' : 'team',
    teamId: null,
    label: '',
    position: [0, 0],
    accuracyMetres: 0,
    headingDegrees: 45,
    at: 0,
    danger: sign === 'danger',
  };
  const now = sign === 'silent' ? STALE_AFTER_MILLISECONDS + 1 : 0;
  paintMark(view, palette, marker, x, y, now, { selected: false, hovered: false, focused: false });
});

/** One function for each argument, so that an effect that depends on it runs once. */
function memoised<A, R>(make: (argument: A) => R): (argument: A) => R {
  const made = new Map<A, R>();
  return (argument) => {
    const known = made.get(argument);
    if (known !== undefined) return known;
    const fresh = make(argument);
    made.set(argument, fresh);
    return fresh;
  };
}
