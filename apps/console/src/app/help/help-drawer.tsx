import { Anchor, Drawer, List, Stack, Text, Title } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useT } from '../../i18n/use-t.js';
import { useMe } from '../session/session.js';
import { helpTopicOf } from './help-topics.js';

/** Short help for the page that is open, out of the texts already on the device: it opens without signal too. */
export function HelpDrawer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const topic = helpTopicOf(useLocation().pathname);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(420px, 100vw)"
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('help.close'), size: 44 }}
      transitionProps={{ duration: 0 }}
    >
      <Stack gap="md" data-testid="help">
        <Title order={3}>{t(topic.title)}</Title>
        <List spacing="sm">
          {topic.lines.map((line) => (
            <List.Item key={line}>{t(line)}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          {t('help.keys')}
        </Text>
        {me ? (
          <Anchor component={Link} to="/about" onClick={onClose} py={10}>
            {t('help.about')}
          </Anchor>
        ) : null}
      </Stack>
    </Drawer>
  );
}
