import { Table } from '@mantine/core';
import { useT } from '../../i18n/use-t.js';
import { FigureLink } from './figure-link.js';
import { MEASURES, type Breakdown, type Measure } from './figures.js';

const HEADS = {
  applications: 'stats.countsApplications',
  people: 'stats.countsPeople',
  foundAlive: 'outcome.kind.found-alive',
  foundDead: 'outcome.kind.found-dead',
  stillMissing: 'outcome.kind.still-missing',
} as const satisfies Record<Measure, string>;

export interface BreakdownTableProps {
  title: string;
  rows: readonly Breakdown[];
  nameOf: (key: string | null) => string;
}

export function BreakdownTable({ title, rows, nameOf }: BreakdownTableProps) {
  const t = useT();
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table striped aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{title}</Table.Th>
            {MEASURES.map((measure) => (
              <Table.Th key={measure} scope="col" ta="right">
                {t(HEADS[measure])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key ?? 'none'}>
              <Table.Th scope="row">{nameOf(row.key)}</Table.Th>
              {MEASURES.map((measure) => (
                <Table.Td key={measure} ta="right">
                  <FigureLink figure={row[measure]} name={`${nameOf(row.key)}, ${t(HEADS[measure])}`} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
