import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';

export interface PicturePanelProps {
  /** Names the panel in the page and for tests. */
  id: string;
  title: string;
  /** What the picture counts. */
  counts: string;
  /** The picture is one image for a screen reader; this says what it shows and that there is a table. */
  picture: ReactNode;
  table: ReactNode;
}

/** A question as a picture first, and the same figures as a table one button away. */
export function PicturePanel({ id, title, counts, picture, table }: PicturePanelProps) {
  const t = useT();
  const titleId = useId();
  const [asTable, shown] = useDisclosure();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={titleId} data-testid={`stats-${id}`}>
      <Group justify="space-between" mb="sm" gap="xs" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2} size="h4" id={titleId}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {counts}
          </Text>
        </div>
        <Button
          variant="default"
          mih={44}
          h="auto"
          flex="none"
          onClick={shown.toggle}
          aria-pressed={asTable}
          leftSection={asTable ? <IconChartBar size={18} /> : <IconTable size={18} />}
          data-testid={`stats-${id}-toggle`}
        >
          {t(asTable ? 'stats.showChart' : 'stats.showTable')}
        </Button>
      </Group>
      {asTable ? (
        table
      ) : (
        <div role="img" aria-label={`${title}. ${t('stats.showTable')}`} style={{ overflow: 'hidden' }}>
          {picture}
        </div>
      )}
    </Paper>
  );
}
