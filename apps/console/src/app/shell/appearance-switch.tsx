import { useT } from '../../i18n/use-t.js';
import { APPEARANCES } from '../../design/appearances.js';
import { useAppearanceStore } from '../appearance.js';
import { HeaderSelect } from './header-select.js';

export function AppearanceSwitch() {
  const t = useT();
  const { appearance, setAppearance } = useAppearanceStore();
  const options = APPEARANCES.map((one) => ({ value: one, text: t(`theme.${one}`) }));
  return (
    <HeaderSelect label={t('theme.label')} value={appearance} options={options} onChange={setAppearance} />
  );
}
