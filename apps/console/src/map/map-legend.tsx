import { Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/use-t.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';
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
  const { appearance } = useMapContext();
  const [opened, legend] = useDisclosure(initiallyOpen);
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
              <Swatch state={state} appearance={appearance} />
              <Text size="sm">{t(`sector.state.${state}`)}</Text>
            </Group>
          ))}
          <Text size="xs" mt={4}>
            {t('map.legend.podNote')}
          </Text>
        </ul>
      ) : null}
    </section>
  );
}

const WIDTH = 36;
const HEIGHT = 24;

function Swatch({ state, appearance }: { state: SectorState; appearance: MapAppearance }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paintSwatch(context, state, appearance);
  }, [state, appearance]);
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

function paintSwatch(context: CanvasRenderingContext2D, state: SectorState, appearance: MapAppearance): void {
  const colour = sectorColour(state, appearance);
  const tile = patternTile(state, appearance);
  const pattern = tile ? context.createPattern(tile, 'repeat') : null;
  context.clearRect(0, 0, WIDTH * 2, HEIGHT * 2);
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
}
