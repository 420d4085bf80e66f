import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconMoon, IconMoonStars, IconSun } from '@tabler/icons-react';
import { useT } from '../../i18n/use-t.js';
import { APPEARANCES, useAppearanceStore } from '../appearance.js';

const ICONS = { day: IconSun, dark: IconMoon, night: IconMoonStars } as const;

export function AppearanceSwitch() {
  const t = useT();
  const { appearance, setAppearance } = useAppearanceStore();
  const Current = ICONS[appearance];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size={44} aria-label={`${t('theme.label')}: ${t(`theme.${appearance}`)}`}>
          <Current size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {APPEARANCES.map((one) => {
          const Icon = ICONS[one];
          return (
            <Menu.Item
              key={one}
              mih={44}
              leftSection={<Icon size={18} />}
              rightSection={one === appearance ? <IconCheck size={16} /> : null}
              onClick={() => setAppearance(one)}
            >
              {t(`theme.${one}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
