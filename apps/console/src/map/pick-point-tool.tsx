import { Button, Group, Text } from '@mantine/core';
import type { LonLat } from '@izdeu/contracts';
import { IconFocusCentered } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useT } from '../i18n/use-t.js';
import { toLonLat } from './lat-lng.js';
import { useMapClick, useMapContext } from './map-context.js';
import classes from './map-view.module.css';
import { useToolKeys } from './use-tool-keys.js';

export interface PickPointToolProps {
  onPick: (position: LonLat) => void;
  onCancel: () => void;
}

/** While it is mounted, a tap on the map gives a place; by keyboard or glove, move the map and take its centre. */
export function PickPointTool({ onPick, onCancel }: PickPointToolProps) {
  const t = useT();
  const { map } = useMapContext();
  const takeCentre = () => onPick(toLonLat(map.getCenter()));

  useEffect(() => {
    const container = map.getContainer();
    container.style.cursor = 'crosshair';
    return () => void (container.style.cursor = '');
  }, [map]);
  useMapClick('tool', ({ position }) => {
    onPick(position);
    return true;
  });
  useToolKeys({ Enter: takeCentre, Escape: onCancel });

  return (
    <>
      <IconFocusCentered className={classes.crosshair} aria-hidden />
      <div className={classes.tool} role="group" aria-label={t('map.pick.help')}>
        <Text size="sm">{t('map.pick.help')}</Text>
        <Group gap="xs" mt="xs">
          <Button mih={56} onClick={takeCentre}>
            {t('map.pick.centre')}
          </Button>
          <Button mih={56} variant="default" onClick={onCancel}>
            {t('map.draw.cancel')}
          </Button>
        </Group>
      </div>
    </>
  );
}
