import type { Locale } from '../i18n/locale.js';
import type { Translate } from '../i18n/use-t.js';

const number = (value: number, locale: Locale, digits: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );

/** "840 m", "4.32 km", "128 km". */
export function formatDistance(metres: number, locale: Locale, t: Translate): string {
  if (metres < 1000) return t('map.measure.metres', { value: number(metres, locale, 0) });
  return t('map.measure.kilometres', { value: number(metres / 1000, locale, metres < 100_000 ? 2 : 0) });
}

/** "840 m²", "3.2 ha" up to a square kilometre, then "4.32 km²". */
export function formatMeasuredArea(squareMetres: number, locale: Locale, t: Translate): string {
  if (squareMetres < 10_000) return t('map.measure.squareMetres', { value: number(squareMetres, locale, 0) });
  if (squareMetres < 1_000_000)
    return t('grid.area.hectares', { value: number(squareMetres / 10_000, locale, 1) });
  return t('grid.area.kilometres', { value: number(squareMetres / 1_000_000, locale, 2) });
}

/** "234°", three digits as a compass shows them. */
export const formatBearing = (degrees: number): string =>
  `${String(Math.round(degrees) % 360).padStart(3, '0')}°`;
