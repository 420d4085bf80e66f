import { Button, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { LOCALES, useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';

/** Changes every text at once, without a reload: nothing being typed is lost. */
export function LanguageSwitch() {
  const t = useT();
  const { locale, setLocale } = useLocaleStore();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" c="var(--mantine-color-text)" px="xs" h={44} aria-label={`${t('language.label')}: ${t(`language.${locale}`)}`}>
          {locale.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            mih={44}
            rightSection={one === locale ? <IconCheck size={16} /> : null}
            onClick={() => setLocale(one)}
          >
            {t(`language.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
