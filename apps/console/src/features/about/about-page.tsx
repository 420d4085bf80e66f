import { Anchor, List, Stack, Table, Text, Title } from '@mantine/core';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useT } from '../../i18n/use-t.js';
import classes from './about.module.css';
import { useLicences } from './use-licences.js';

/** Which version this is, whose work it stands on, and whose data the map shows. */
export function AboutPage() {
  const t = useT();
  return (
    <Stack className={classes.page ?? ''} gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('about.title')}
        </Title>
        <Text>{t('app.tagline')}</Text>
        <Text c="dimmed" data-testid="version">
          {t('about.version', { version: __APP_VERSION__ })}
        </Text>
      </div>
      <section aria-labelledby="about-data">
        <Title order={2} size="h3" id="about-data">
          {t('about.data')}
        </Title>
        <List spacing="xs">
          <List.Item>{t('about.data.outline')}</List.Item>
          <List.Item>{t('about.data.osm')}</List.Item>
          <List.Item>{t('about.data.font')}</List.Item>
        </List>
      </section>
      <section aria-labelledby="about-licence">
        <Title order={2} size="h3" id="about-licence">
          {t('about.licence')}
        </Title>
        <Text>
          {t('about.licence.own')}{' '}
          <Anchor href="/api/openapi.json" target="_blank" underline="always">
            {t('about.api')}
          </Anchor>
        </Text>
        <Libraries />
      </section>
    </Stack>
  );
}

function Libraries() {
  const t = useT();
  const licences = useLicences();
  if (licences.isPending) return <LoadingState what={t('about.libraries')} rows={3} />;
  if (!licences.data) return <ErrorState error={licences.error} onRetry={() => void licences.refetch()} />;
  return (
    <Table data-testid="licences" mt="sm">
      <Table.Caption>{t('about.libraries')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('about.library')}</Table.Th>
          <Table.Th>{t('about.libraryVersion')}</Table.Th>
          <Table.Th>{t('about.licence')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {licences.data.map(({ name, version, licence }) => (
          <Table.Tr key={`${name} ${version}`}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
            <Table.Td>{version}</Table.Td>
            <Table.Td>{licence}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
