import { Anchor, Group, Text } from '@mantine/core';
import { centroidOf, formatMgrs } from '@izdeu/domain';
import { IconArrowUp, IconMapPinOff } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import { formatAge } from '../../i18n/age.js';
import { useT } from '../../i18n/use-t.js';
import type { Reading } from './fix-filter.js';
import type { SectorShape } from './sector-shape.js';
import { formatDistance } from './task-distance.js';
import classes from './my-task.module.css';
import { useAgeOf } from './use-age-of.js';
import type { Geolocation } from './use-geolocation.js';
import { wayToSector, windOf } from './way-to-sector.js';

/** A walker is 150 m further on by then. */
const STALE_AFTER_MILLISECONDS = 120_000;

/** How far and where to, or why that is not known; and the place as text, for the radio. */
export function TaskWay({ shape, place }: { shape: SectorShape; place: Geolocation }) {
  const t = useT();
  const [first] =
    shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates;
  const [lon, lat] = centroidOf({ type: 'Polygon', coordinates: first ?? [] });
  return (
    <section aria-label={t('task.way')} className={classes.way} data-testid="task-way">
      {place.kind === 'known' ? (
        <Known shape={shape} reading={place.reading} />
      ) : (
        <Group gap="xs" wrap="nowrap" role="status">
          <IconMapPinOff size={24} aria-hidden style={{ flex: 'none' }} />
          <Text size="sm">{t(`task.position.${place.kind}`)}</Text>
        </Group>
      )}
      <Anchor href={`geo:${lat.toFixed(6)},${lon.toFixed(6)}`} className={classes.target}>
        {t('task.openInMaps')}
        <br />
        <span className={classes.small}>{formatMgrs([lon, lat], 10)}</span>
      </Anchor>
    </section>
  );
}

function Known({ shape, reading }: { shape: SectorShape; reading: Reading }) {
  const t = useT();
  const intl = useIntl();
  const way = wayToSector(reading.position, shape);
  const decimal = (value: number) => intl.formatNumber(value, { maximumFractionDigits: 1 });
  const ageMilliseconds = useAgeOf(reading.at);
  const age = formatAge(ageMilliseconds, t);
  const accuracy = t('task.position.known', { metres: Math.round(reading.accuracyMetres), age });
  const isOld = ageMilliseconds > STALE_AFTER_MILLISECONDS;
  return (
    <Group gap="sm" wrap="nowrap">
      {way?.kind === 'outside' ? (
        <IconArrowUp size={36} style={{ transform: `rotate(${way.degrees}deg)`, flex: 'none' }} aria-hidden />
      ) : null}
      <div>
        <Text fw={700} size="lg" lh={1.2} data-testid="task-distance">
          {way?.kind === 'outside'
            ? `${formatDistance(way.metres, t, decimal)} · ${Math.round(way.degrees) % 360}° ${t(`task.wind.${windOf(way.degrees)}`)}`
            : t('task.way.inside')}
        </Text>
        <span className={classes.small}>{accuracy}</span>
        {isOld ? (
          <Text size="sm" fw={700} role="status">
            {t('task.position.old', { age })}
          </Text>
        ) : null}
      </div>
    </Group>
  );
}
