import { Radio, Slider, Stack, Switch, Text } from '@mantine/core';
import { useT } from '../i18n/use-t.js';
import { GRID_LINES, LEAST_OPACITY, useMapLayers, type MapLayerSwitch } from './map-layers-store.js';

export type LayerGroup = 'search' | 'live';

const SWITCHES: Record<LayerGroup | 'base', readonly MapLayerSwitch[]> = {
  base: ['settlements'],
  search: ['sectors', 'sectorLabels', 'coverage'],
  live: ['teams', 'people', 'trails'],
};

/** What is drawn, remembered on this device. Only groups that this map has are offered. */
export function LayersPanel({ groups, hasTiles }: { groups: readonly LayerGroup[]; hasTiles: boolean }) {
  const t = useT();
  const { layers, change } = useMapLayers();
  return (
    <Stack gap={10}>
      <Radio.Group
        label={t('map.layers.base')}
        value={layers.tiles && hasTiles ? 'tiles' : 'outline'}
        onChange={(value) => change({ tiles: value === 'tiles' })}
        {...(!hasTiles && { description: t('map.layers.noTiles') })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="tiles" label={t('map.layers.tiles')} disabled={!hasTiles} />
          <Radio value="outline" label={t('map.layers.outline')} />
        </Stack>
      </Radio.Group>
      <Radio.Group label={t('map.layers.grid')} value={layers.grid} onChange={(grid) => change({ grid })}>
        <Stack gap={6} mt={4}>
          {GRID_LINES.map((kind) => (
            <Radio key={kind} value={kind} label={t(`map.layers.grid.${kind}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {(['base', ...groups] as const)
        .flatMap((group) => SWITCHES[group])
        .map((name) => (
          <Switch
            key={name}
            label={t(`map.layers.${name}`)}
            checked={layers[name]}
            onChange={(event) => change({ [name]: event.currentTarget.checked })}
          />
        ))}
      {groups.includes('search') ? (
        <div>
          <Text size="sm" id="sector-opacity">
            {t('map.layers.sectorOpacity')}
          </Text>
          <Slider
            aria-labelledby="sector-opacity"
            thumbLabel={t('map.layers.sectorOpacity')}
            min={LEAST_OPACITY}
            max={1}
            step={0.1}
            value={layers.sectorOpacity}
            label={(value) => `${Math.round(value * 100)} %`}
            onChange={(sectorOpacity) => change({ sectorOpacity })}
            disabled={!layers.sectors}
          />
        </div>
      ) : null}
      <Text size="xs" c="dimmed">
        {t('map.layers.note')}
      </Text>
    </Stack>
  );
}
