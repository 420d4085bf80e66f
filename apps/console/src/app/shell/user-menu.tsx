import { ActionIcon, Button, Stack, Text } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useT } from '../../i18n/use-t.js';
import { useOutboxOf } from '../../outbox/use-outbox.js';
import { UnsentWarning } from '../../outbox/unsent-warning.js';
import { useMe, useSignOut } from '../session/session.js';
import { AppearanceSwitch } from './appearance-switch.js';
import { LanguageSwitch } from './language-switch.js';
import classes from './user-menu.module.css';

const POPOVER_ID = 'user-menu';

/** Who is signed in, and the way out. A native popover: closes by Esc and by a tap elsewhere, without a script. */
export function UserMenu() {
  const t = useT();
  const me = useMe();
  const signOut = useSignOut();
  useOutboxOf(me?.id);
  if (!me) return null;
  const roles = [...new Set(me.roles.map((grant) => t(`role.${grant.role}`)))].join(', ');
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size={44}
        aria-label={t('user.menu')}
        popoverTarget={POPOVER_ID}
      >
        <IconUser size={20} />
      </ActionIcon>
      <div id={POPOVER_ID} popover="auto" className={classes.panel} aria-label={t('user.menu')}>
        <Text fw={600}>{me.displayName}</Text>
        <Text size="sm" c="dimmed" mb="sm">
          {roles}
        </Text>
        {/* Where the header has no room for them. */}
        <Stack gap={4} mb="sm" hiddenFrom="sm" className={classes.switches ?? ''}>
          <LanguageSwitch />
          <AppearanceSwitch />
        </Stack>
        <UnsentWarning userId={me.id} />
        <Button
          fullWidth
          mih={56}
          variant="default"
          leftSection={<IconLogout size={18} />}
          loading={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {t('user.signOut')}
        </Button>
      </div>
    </>
  );
}
