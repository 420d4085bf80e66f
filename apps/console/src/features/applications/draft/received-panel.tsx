import { Button, Stack, Text, Title } from '@mantine/core';
import type { Application } from '@izdeu/contracts';
import { IconCloudCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { LinkButton } from '../../../components/link-button.js';
import { useT } from '../../../i18n/use-t.js';

/** The honest last state: headquarters answered, and this is the number it gave. */
export function ReceivedPanel({
  application,
  onAnother,
}: {
  application: Application;
  onAnother: () => void;
}) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { id, reference } = application;
  return (
    <Stack align="center" justify="center" p="xl" gap="sm" ta="center" mih={320}>
      <IconCloudCheck size={44} stroke={1.4} aria-hidden />
      <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('application.received.title')}
      </Title>
      <Text role="status" fw={600} size="lg" data-testid="delivery-state">
        {t('application.delivery.atHeadquarters', { reference })}
      </Text>
      <Text maw={460}>{t('application.received.body', { reference })}</Text>
      <LinkButton to={`/applications/${id}`}>{t('application.received.open')}</LinkButton>
      <Button variant="default" mih={56} h="auto" onClick={onAnother}>
        {t('application.received.another')}
      </Button>
    </Stack>
  );
}
