import { AppShell, Burger, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useT } from '../../i18n/use-t.js';
import { ConnectionBanner } from '../../realtime/connection-banner.js';
import { HelpOpener } from '../help/help-opener.js';
import { navItemsFor } from '../nav-items.js';
import { wantNotifications } from '../notify.js';
import { PaletteOpener } from '../palette/palette-opener.js';
import { useMe } from '../session/session.js';
import { NewVersionBanner } from '../update/new-version-banner.js';
import { AppearanceSwitch } from './appearance-switch.js';
import { LanguageSwitch } from './language-switch.js';
import classes from './app-layout.module.css';
import { UserMenu } from './user-menu.js';

/** Header, banner and the page below. On narrow screens the navigation moves behind the burger. */
export function AppLayout() {
  const t = useT();
  const me = useMe();
  const [opened, menu] = useDisclosure();
  const isField = useLocation().pathname === '/my-task';
  useEffect(() => {
    if (!isField) wantNotifications();
  }, [isField]);
  const items = me ? navItemsFor(me) : [];

  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 280, breakpoint: 'lg', collapsed: { desktop: true, mobile: !opened } }}
      padding={0}
    >
      <a className="skip-link" href="#content">
        {t('app.skipToContent')}
      </a>
      <AppShell.Header className={classes.header}>
        <Burger
          opened={opened}
          onClick={menu.toggle}
          hiddenFrom="lg"
          size="sm"
          aria-label={t(opened ? 'nav.closeMenu' : 'nav.openMenu')}
        />
        <UnstyledButton component={NavLink} to="/" className={classes.brand} aria-label={t('app.name')}>
          <img src="/favicon.svg" alt="" width={26} height={26} />
          <Text fw={700} visibleFrom="xs">
            {t('app.name')}
          </Text>
        </UnstyledButton>
        <Group component="nav" gap={4} visibleFrom="lg" wrap="nowrap" aria-label={t('nav.main')} flex={1}>
          {items.map(({ path, label }) => (
            <NavLink key={path} to={path} className={classes.link ?? ''}>
              {t(label)}
            </NavLink>
          ))}
        </Group>
        <Group gap={4} wrap="nowrap" ml="auto">
          {items.length > 1 ? <PaletteOpener /> : null}
          <Group gap={4} wrap="nowrap" visibleFrom="sm">
            <LanguageSwitch />
            <AppearanceSwitch />
          </Group>
          <HelpOpener />
          <UserMenu />
        </Group>
      </AppShell.Header>
      {/* Only while open: two navigations with one name confuse a screen reader. */}
      {opened ? (
        <AppShell.Navbar p="xs" aria-label={t('nav.main')}>
          {items.map(({ path, label }) => (
            <NavLink
              key={path}
              to={path}
              className={`${classes.link ?? ''} ${classes.menuLink ?? ''}`}
              onClick={menu.close}
            >
              {t(label)}
            </NavLink>
          ))}
        </AppShell.Navbar>
      ) : null}
      <AppShell.Main id="content" tabIndex={-1} className={classes.main ?? ''}>
        <ConnectionBanner />
        <NewVersionBanner />
        <div className={classes.page}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
