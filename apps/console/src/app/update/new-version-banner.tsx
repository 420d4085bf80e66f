import { Button, Group, Text } from '@mantine/core';
import { useT } from '../../i18n/use-t.js';
import { takeNewVersion, useNewVersion } from './new-version.js';

/** One calm line: there is a newer version, and what was typed survives taking it. */
export function NewVersionBanner() {
  const t = useT();
  const isThere = useNewVersion((store) => store.isThere);
  if (!isThere) return null;
  return (
    <Group px="md" py={6} gap="sm" justify="space-between" data-testid="new-version">
      <Text size="sm" flex={1} miw={200}>
        {t('update.available')}
      </Text>
      <Button mih={44} h="auto" variant="default" onClick={takeNewVersion}>
        {t('update.reload')}
      </Button>
    </Group>
  );
}
