import { Table } from '@mantine/core';
import type { Figure } from '@izdeu/contracts';
import { PicturePanel } from '../../components/picture-panel.js';
import { Swatch } from '../../components/swatch.js';
import { useT } from '../../i18n/use-t.js';
import { BarRows } from './bar-rows.js';
import { FigureLink } from './figure-link.js';
import type { Statistics } from './figures.js';
import { formatDay } from './format-day.js';
import classes from './statistics.module.css';

interface Measured {
  readonly name: string;
  readonly now: Figure;
  readonly before: Figure;
}

const NOW = { colour: 'var(--iz-chart-neutral)', pattern: 'solid' } as const;
const BEFORE = { colour: 'var(--iz-chart-previous)', pattern: 'lines-up' } as const;

/** This period beside the one of the same kind just before. */
export function ComparisonPanel({ statistics }: { statistics: Statistics }) {
  const t = useT();
  const { previous } = statistics;
  const kinds = ['found-alive', 'found-dead', 'still-missing'] as const;
  const measures: Measured[] = [
    { name: t('stats.applications'), now: statistics.applications, before: previous.applications },
    { name: t('stats.people'), now: statistics.people, before: previous.people },
    ...kinds.map((kind) => ({
      name: t(`outcome.kind.${kind}`),
      now: statistics.outcomes[kind],
      before: previous.outcomes[kind],
    })),
  ];
  const nowName = t('stats.days', { from: formatDay(statistics.from), to: formatDay(statistics.to) });
  const beforeName = t('stats.days', { from: formatDay(previous.from), to: formatDay(previous.to) });
  return (
    <PicturePanel
      id="comparison"
      title={t('stats.comparison')}
      counts={t('stats.comparison.help')}
      picture={
        <>
          <div className={classes.legend}>
            <span>
              <Swatch {...NOW} /> {nowName}
            </span>
            <span>
              <Swatch {...BEFORE} /> {beforeName}
            </span>
          </div>
          <BarRows
            rows={measures.map(({ name, now, before }) => ({
              name,
              bars: [
                { value: now.count, ...NOW },
                { value: before.count, ...BEFORE },
              ],
            }))}
          />
        </>
      }
      table={
        <Table.ScrollContainer minWidth={320}>
          <Table striped aria-label={t('stats.comparison')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Td />
                <Table.Th scope="col">{nowName}</Table.Th>
                <Table.Th scope="col">{beforeName}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {measures.map(({ name, now, before }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row">{name}</Table.Th>
                  <Table.Td>
                    <FigureLink figure={now} name={`${name}, ${nowName}`} />
                  </Table.Td>
                  <Table.Td>
                    <FigureLink figure={before} name={`${name}, ${beforeName}`} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      }
    />
  );
}
