import { BarChart } from '@mantine/charts';
import { useState } from 'react';
import { useAppearanceStore } from '../../app/appearance.js';
import { PicturePanel } from '../../components/picture-panel.js';
import { PALETTES } from '../../design/palette.js';
import { useT } from '../../i18n/use-t.js';
import { fillIdOf, OUTCOME_SERIES, OutcomeFills, OutcomeLegend } from './outcome-series.js';
import { BreakdownTable } from './breakdown-table.js';
import type { Breakdown } from './figures.js';

export interface BreakdownPanelProps {
  id: string;
  title: string;
  rows: readonly Breakdown[];
  nameOf: (key: string | null) => string;
  /** Months stand along the bottom; names of districts need lines of their own. */
  upright?: boolean;
}

/** One question as a picture of people by outcome, and the same as a table of links. */
export function BreakdownPanel({ id, title, rows, nameOf, upright = false }: BreakdownPanelProps) {
  const t = useT();
  return (
    <PicturePanel
      id={id}
      title={title}
      counts={t('stats.countsPeople')}
      picture={<Chart id={id} rows={rows} nameOf={nameOf} upright={upright} />}
      table={<BreakdownTable title={title} rows={rows} nameOf={nameOf} />}
    />
  );
}

function Chart({ id, rows, nameOf, upright = false }: Omit<BreakdownPanelProps, 'title'>) {
  const t = useT();
  const { chart, text } = PALETTES[useAppearanceStore((store) => store.appearance)];
  const [isNarrow] = useState(() => matchMedia('(max-width: 40em)').matches);
  const series = OUTCOME_SERIES.map(({ measure, word }) => ({
    measure,
    name: t(word),
    color: `url(#${fillIdOf(id, measure)})`,
  }));
  const data = rows.map((row) => ({
    key: nameOf(row.key),
    ...Object.fromEntries(series.map(({ measure, name }) => [name, row[measure].count])),
  }));
  return (
    <>
      <OutcomeLegend />
      <BarChart
        h={upright ? 260 : Math.max(140, rows.length * 34 + 60)}
        data={data}
        dataKey="key"
        type="stacked"
        orientation={upright ? 'horizontal' : 'vertical'}
        series={series.map(({ name, color }) => ({ name, color }))}
        withTooltip
        gridAxis={upright ? 'y' : 'x'}
        gridColor={chart.grid}
        textColor={text.body}
        barProps={{ stroke: text.body, strokeWidth: 1 }}
        yAxisProps={
          upright ? { width: 32, allowDecimals: false } : { width: isNarrow ? 120 : 190, interval: 0 }
        }
        {...(upright ? {} : { xAxisProps: { allowDecimals: false } })}
      >
        <OutcomeFills chart={id} />
      </BarChart>
    </>
  );
}
