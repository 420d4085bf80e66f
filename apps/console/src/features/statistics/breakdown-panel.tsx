import { BarChart } from '@mantine/charts';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useAppearanceStore } from '../../app/appearance.js';
import { useT } from '../../i18n/use-t.js';
import { BreakdownTable } from './breakdown-table.js';
import type { Breakdown } from './figures.js';
import classes from './statistics.module.css';

export interface BreakdownPanelProps {
  id: string;
  title: string;
  rows: readonly Breakdown[];
  nameOf: (key: string | null) => string;
  /** Months stand along the bottom; names of districts need lines of their own. */
  upright?: boolean;
}

/** Found alive, found dead and missing are told apart by brightness too: without colours, and at night. */
const COLOURS = {
  day: ['#00795a', '#1b1f23', '#d55e00'],
  dark: ['#2fc79b', '#f2f5f7', '#ff9a4d'],
  night: ['#6d1812', '#f06a5a', '#b8382c'],
} as const;

/** One question as a picture of people by outcome, and the same as a table of links. */
export function BreakdownPanel({ id, title, rows, nameOf, upright = false }: BreakdownPanelProps) {
  const t = useT();
  const titleId = useId();
  const [asTable, table] = useDisclosure();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={titleId} data-testid={`stats-${id}`}>
      <Group justify="space-between" mb="sm" gap="xs">
        <div>
          <Title order={2} size="h4" id={titleId}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {t('stats.countsPeople')}
          </Text>
        </div>
        <Button
          variant="default"
          mih={44}
          onClick={table.toggle}
          aria-pressed={asTable}
          leftSection={asTable ? <IconChartBar size={18} /> : <IconTable size={18} />}
          data-testid={`stats-${id}-toggle`}
        >
          {t(asTable ? 'stats.showChart' : 'stats.showTable')}
        </Button>
      </Group>
      {asTable ? (
        <BreakdownTable title={title} rows={rows} nameOf={nameOf} />
      ) : (
        <Chart title={title} rows={rows} nameOf={nameOf} upright={upright} />
      )}
    </Paper>
  );
}

function Chart({ title, rows, nameOf, upright = false }: Omit<BreakdownPanelProps, 'id'>) {
  const t = useT();
  const colours = COLOURS[useAppearanceStore((store) => store.appearance)];
  const [hint] = useState(() => matchMedia('(max-width: 40em)').matches);
  const names = [
    t('outcome.kind.found-alive'),
    t('outcome.kind.found-dead'),
    t('outcome.kind.still-missing'),
  ];
  const data = rows.map((row) => ({
    key: nameOf(row.key),
    [names[0] ?? '']: row.foundAlive.count,
    [names[1] ?? '']: row.foundDead.count,
    [names[2] ?? '']: row.stillMissing.count,
  }));
  const series = names.map((name, index) => ({ name, color: colours[index] ?? 'gray' }));
  return (
    <div role="img" aria-label={`${title}. ${t('stats.showTable')}`} className={classes.chart}>
      <BarChart
        h={upright ? 260 : Math.max(140, rows.length * 34 + 60)}
        data={data}
        dataKey="key"
        type="stacked"
        orientation={upright ? 'horizontal' : 'vertical'}
        series={series}
        withLegend
        withTooltip
        gridAxis={upright ? 'y' : 'x'}
        yAxisProps={upright ? { width: 32, allowDecimals: false } : { width: hint ? 120 : 190, interval: 0 }}
        {...(upright ? {} : { xAxisProps: { allowDecimals: false } })}
      />
    </div>
  );
}
