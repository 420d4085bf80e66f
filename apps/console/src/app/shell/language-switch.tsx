import { LOCALES, useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import { HeaderSelect } from './header-select.js';

/** Changes every text at once, without a reload: nothing being typed is lost. */
export function LanguageSwitch() {
  const t = useT();
  const { locale, setLocale } = useLocaleStore();
  const options = LOCALES.map((one) => ({ value: one, text: t(`language.${one}`), lang: one }));
  return <HeaderSelect label={t('language.label')} value={locale} options={options} onChange={setLocale} />;
}
