import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useT } from '../i18n/use-t.js';

export interface ProgressStateProps {
  /** What is being done, such as "Reading the file". */
  what: string;
  /** 0 to 1, or null while nobody knows how much there is. */
  share: number | null;
  /** What of it is done, such as "1,240 of 5,000 rows". */
  detail?: string;
  onCancel?: () => void;
}

/** Long work says what it does, how far it is, and can be given up. */
export function ProgressState({ what, share, detail, onCancel }: ProgressStateProps) {
  const t = useT();
  const intl = useIntl();
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <Paper withBorder p="md" role="status">
      <Group justify="space-between" mb="xs" wrap="nowrap" align="baseline">
        <Text fw={600}>{what}</Text>
        {percent === null ? null : (
          <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {intl.formatNumber(percent / 100, { style: 'percent' })}
          </Text>
        )}
      </Group>
      <Progress
        value={percent ?? 100}
        animated={percent === null}
        striped={percent === null}
        size="lg"
        aria-label={what}
      />
      <Group justify="space-between" mt="xs" mih={onCancel ? 44 : 0}>
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
        {onCancel ? (
          <Button variant="default" mih={44} onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        ) : null}
      </Group>
    </Paper>
  );
}
