import { useState, useEffect } from 'react';
import { formatDateTime } from '../i18n/time.js';
import { useT } from '../i18n/use-t.js';
import { Notations } from './coordinate-readout.js';
import { toLonLat } from './lat-lng.js';
import { useMapContext } from './map-context.js';
import classes from './map-view.module.css';
import { usePrintsMap } from './use-printing.js';
import { metresPerPixel } from './world.js';

/** A style sheet's pixel is 1/96 inch on paper. */
const PAPER_PIXELS_A_METRE = 96 / 0.0254;

/** 24,813 is "1 : 25 000" to anybody with a ruler: two digits that count. */
export function roundedScale(metresForPixel: number): number {
  const exact = metresForPixel * PAPER_PIXELS_A_METRE;
  const unit = 10 ** (Math.floor(Math.log10(exact)) - 1);
  return Math.round(exact / unit) * unit;
}

/** While it is mounted, printing the page prints this map: title, scale, datum, time and the middle's coordinates. */
export function PrintSheet({ title }: { title: string }) {
  const t = useT();
  const { map, printing } = useMapContext();
  usePrintsMap(true);
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const now = () => setAt(new Date());
    window.addEventListener('beforeprint', now);
    return () => window.removeEventListener('beforeprint', now);
  }, []);
  if (!printing) return null;
  const centre = map.getCenter();
  const scale = roundedScale(metresPerPixel(centre.lat, 2 ** map.getZoom()));
  return (
    <header className={classes.sheetHead} data-testid="map-sheet">
      <b>{title}</b>
      <span>{t('map.sheet.time', { time: formatDateTime(at.toISOString()) })}</span>
      <span>{t('map.sheet.scale', { scale: `1 : ${scale.toLocaleString('fr')}` })}</span>
      <span>{t('map.sheet.datum')}</span>
      <span className={classes.sheetCentre}>
        {t('map.sheet.centre')} <Notations position={toLonLat(centre)} />
      </span>
    </header>
  );
}
