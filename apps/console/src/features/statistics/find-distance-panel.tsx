import { Table, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import { PicturePanel } from '../../components/picture-panel.js';
import { useT } from '../../i18n/use-t.js';
import { BarRows } from './bar-rows.js';
import { FigureLink } from './figure-link.js';
import type { Statistics } from './figures.js';

/** How far from the planning point people were found: rings, and the distances that half and most of them lie within. */
export function FindDistancePanel({ distances }: { distances: Statistics['findDistances'] }) {
  const t = useT();
  const { rings } = distances;
  return (
    <PicturePanel
      id="find-distances"
      title={t('stats.finds')}
      counts={t('stats.finds.help')}
      picture={
        <>
          <BarRows
            rows={rings.map(({ key, people }) => ({
              name: t(`stats.ring.${key}`),
              bars: [{ value: people.count, colour: 'var(--iz-chart-neutral)', pattern: 'solid' }],
            }))}
          />
          <Quantiles quantiles={distances.quantiles} />
        </>
      }
      table={
        <>
          <Table striped aria-label={t('stats.finds')}>
            <Table.Tbody>
              {rings.map(({ key, people }) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row">{t(`stats.ring.${key}`)}</Table.Th>
                  <Table.Td>
                    <FigureLink figure={people} name={t(`stats.ring.${key}`)} testId={`ring-${key}`} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Quantiles quantiles={distances.quantiles} />
        </>
      }
    />
  );
}

function Quantiles({ quantiles }: { quantiles: Statistics['findDistances']['quantiles'] }) {
  const t = useT();
  const intl = useIntl();
  if (!quantiles) return <Text size="sm">{t('stats.finds.none')}</Text>;
  const kilometres = (metres: number) => intl.formatNumber(metres / 1_000, { maximumFractionDigits: 1 });
  return (
    <Text size="sm" mt="xs" data-testid="find-quantiles">
      {t('stats.finds.quantiles', {
        half: kilometres(quantiles.half),
        most: kilometres(quantiles.threeQuarters),
        nearlyAll: kilometres(quantiles.ninetyFivePercent),
      })}
    </Text>
  );
}
