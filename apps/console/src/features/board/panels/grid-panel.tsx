import { Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import {
  createGrid,
  GRID_CELL_SIZES_METRES,
  type CellSizeMetres,
  type GridAlphabet,
  type LonLat,
} from '@izdeu/contracts';
import { formatDecimalDegrees, polygonAreaSquareMetres, type GridRefusal } from '@izdeu/domain';
import { useState } from 'react';
import { SubmitButton } from '../../../components/submit-button.js';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { besideInspector, boundsOfRings } from '../incident/sector-catalogue.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { CoordinateField } from '../tools/coordinate-field.js';
import { formatArea } from '../tools/format-area.js';
import { SidePanel } from '../tools/side-panel.js';
import { polygonOf, squareAround, useGridPlan } from './use-grid-plan.js';

const problemOf = ({ code }: GridRefusal): MessageId => {
  if (code === 'GRID_TOO_LARGE' || code === 'BOUNDARY_TOO_LARGE') return 'grid.problem.GRID_TOO_LARGE';
  return code === 'BOUNDARY_SELF_CROSSING' ? 'grid.problem.crossing' : 'grid.problem.other';
};

/** The map grows when the panel leaves, and must know its size before it moves. */
const PANEL_GONE_MILLISECONDS = 80;

/** A boundary, a cell size, an alphabet: the cells follow. */
export function GridPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId, state, map } = useIncidentView();
  const { draftRing: ring, tool, setTool, setDraft } = useBoardStore();
  const { utmZone, initialPlanningPoint } = state.incident;
  const [cellSize, setCellSize] = useState<CellSizeMetres>(500);
  const [alphabet, setAlphabet] = useState<GridAlphabet>('cyrillic');
  const [side, setSide] = useState(4);
  const [centre, setCentre] = useState<LonLat | null>(null);
  const plan = useGridPlan(ring, utmZone, cellSize, alphabet);
  const create = useCommand(createGrid, {
    describe: ({ grid }) => t('grid.created', { count: grid.sectorCount }),
    onDone: ({ grid }) => {
      onClose();
      setTimeout(
        () => map?.fitBounds(besideInspector(boundsOfRings(grid.definition.boundary.coordinates))),
        PANEL_GONE_MILLISECONDS,
      );
    },
  });

  const draw = () => setTool({ kind: 'polygon', onFinish: () => undefined });
  const takeSquare = () => {
    const square = squareAround(centre ?? initialPlanningPoint.coordinates, side * 1000, utmZone);
    setDraft({ ring: square });
    map?.fitBounds(boundsOfRings([square]));
  };
  const send = () => {
    if (!ring || plan?.ok !== true) return;
    create.send({
      params: { id: incidentId },
      body: { boundary: polygonOf(ring), cellSizeMetres: cellSize, alphabet },
    });
  };

  return (
    <SidePanel title={t('grid.draw')} onClose={onClose} takesFocus>
      <Stack
        component="form"
        gap="md"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Text fw={600} size="sm">
          {t('grid.boundary')}
        </Text>
        <Button
          variant={ring ? 'default' : 'filled'}
          mih={48}
          h="auto"
          onClick={draw}
          disabled={tool !== null}
        >
          {t(ring ? 'grid.boundary.redraw' : 'grid.boundary.draw')}
        </Button>
        <CoordinateField
          label={t('grid.boundary.centre')}
          placeholder={`${t('grid.boundary.ipp')}: ${formatDecimalDegrees(initialPlanningPoint.coordinates)}`}
          onChange={setCentre}
        />
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <NumberInput
            label={t('grid.boundary.side')}
            min={0.1}
            max={100}
            step={1}
            value={side}
            onChange={(value) => setSide(Number(value))}
            // Enter here takes the square; the grid itself is made by its own button.
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(side > 0)) return;
              event.preventDefault();
              takeSquare();
            }}
            style={{ flex: 1 }}
          />
          <Button variant="default" mih={36} h="auto" py={6} onClick={takeSquare} disabled={!(side > 0)}>
            {t('grid.boundary.square')}
          </Button>
        </Group>
        <NativeSelect
          label={t('grid.cellSize')}
          value={String(cellSize)}
          onChange={({ currentTarget }) =>
            setCellSize(GRID_CELL_SIZES_METRES.find((size) => String(size) === currentTarget.value) ?? 500)
          }
          data={GRID_CELL_SIZES_METRES.map((metres) => ({
            value: String(metres),
            label: t('grid.metres', { metres }),
          }))}
        />
        <NativeSelect
          label={t('grid.alphabet')}
          value={alphabet}
          onChange={({ currentTarget }) =>
            setAlphabet(currentTarget.value === 'latin' ? 'latin' : 'cyrillic')
          }
          data={(['cyrillic', 'latin'] as const).map((value) => ({
            value,
            label: t(`grid.alphabet.${value}`),
          }))}
        />
        {ring && plan?.ok ? (
          <Text size="sm" role="status" data-testid="grid-preview">
            {t('grid.outlined', { area: formatArea(polygonAreaSquareMetres(polygonOf(ring)), t) })}
            <br />
            {t('grid.preview', { count: plan.cellCount })}
          </Text>
        ) : null}
        {plan?.ok === false ? (
          <Text size="sm" role="alert" c="var(--mantine-color-error)">
            {t(problemOf(plan.refusal))}
          </Text>
        ) : null}
        <CommandProblem error={create.error} onRetry={create.again} />
        <SubmitButton loading={create.isSending}>{t('grid.create')}</SubmitButton>
        {ring ? null : <Text size="xs">{t('grid.sector.drawFirst')}</Text>}
      </Stack>
    </SidePanel>
  );
}
