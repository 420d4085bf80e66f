import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useT } from '../../i18n/use-t.js';
import { useMe, useSignOut } from '../session/session.js';

export function UserMenu() {
  const t = useT();
  const me = useMe();
  const signOut = useSignOut();
  if (!me) return null;
  const roles = [...new Set(me.roles.map((grant) => t(`role.${grant.role}`)))].join(', ');
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size={44} aria-label={t('user.menu')}>
          <IconUser size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} size="sm" c="var(--mantine-color-text)">
            {me.displayName}
          </Text>
          {roles}
        </Menu.Label>
        <Menu.Item mih={44} leftSection={<IconLogout size={18} />} onClick={() => signOut.mutate()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
