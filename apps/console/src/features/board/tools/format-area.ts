import { useLocaleStore } from '../../../i18n/locale.js';
import type { Translate } from '../../../i18n/use-t.js';

/** Hectares up to a square kilometre, then square kilometres, three digits. */
export function formatArea(squareMetres: number, t: Translate): string {
  const isLarge = squareMetres >= 1_000_000;
  const value = squareMetres / (isLarge ? 1_000_000 : 10_000);
  const text = value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
  const shown = useLocaleStore.getState().locale === 'en' ? text : text.replace('.', ',');
  return t(isLarge ? 'grid.area.kilometres' : 'grid.area.hectares', { value: shown });
}
