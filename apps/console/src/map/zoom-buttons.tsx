import { ActionIcon } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useT } from '../i18n/use-t.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';

/** Leaflet's own buttons are 26 px and speak English; a glove needs 56. */
export function ZoomButtons() {
  const t = useT();
  const { map } = useMapContext();
  return (
    <div className={classes.zoom}>
      <ActionIcon
        variant="subtle"
        c="var(--mantine-color-text)"
        size={56}
        radius={0}
        aria-label={t('map.zoomIn')}
        onClick={() => map.zoomIn()}
      >
        <IconPlus />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        c="var(--mantine-color-text)"
        size={56}
        radius={0}
        aria-label={t('map.zoomOut')}
        onClick={() => map.zoomOut()}
      >
        <IconMinus />
      </ActionIcon>
    </div>
  );
}
