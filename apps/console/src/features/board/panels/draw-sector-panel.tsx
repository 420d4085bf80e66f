import { Button, Stack, Text, TextInput } from '@mantine/core';
import { drawSector } from '@izdeu/contracts';
import { boundaryProblem, polygonAreaSquareMetres } from '@izdeu/domain';
import { useState } from 'react';
import { SubmitButton } from '../../../components/submit-button.js';
import { useT } from '../../../i18n/use-t.js';
import { CommandProblem } from '../commands/command-problem.js';
import { useCommand } from '../commands/use-command.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { useBoardStore } from '../tools/board-store.js';
import { formatArea } from '../tools/format-area.js';
import { SidePanel } from '../tools/side-panel.js';
import { polygonOf } from './use-grid-plan.js';

/** One sector drawn by hand: a ravine, a block, a belt of trees. */
export function DrawSectorPanel({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const { draftRing: ring, tool, setTool } = useBoardStore();
  const [label, setLabel] = useState('');
  const [tried, setTried] = useState(false);
  const draw = useCommand(drawSector, {
    describe: ({ sector }) => t('grid.sector', { label: sector.label }),
    onDone: onClose,
  });
  const problem = ring ? boundaryProblem(polygonOf(ring)) : null;

  const send = () => {
    setTried(true);
    if (!ring || problem !== null || label.trim() === '') return;
    draw.send({ params: { id: incidentId }, body: { label: label.trim(), geometry: polygonOf(ring) } });
  };
  return (
    <SidePanel title={t('grid.drawSector')} onClose={onClose} takesFocus>
      <Stack
        component="form"
        gap="md"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput
          label={t('grid.sector.label')}
          value={label}
          maxLength={20}
          onChange={(event) => setLabel(event.currentTarget.value)}
          error={tried && label.trim() === '' ? t('grid.sector.labelRequired') : undefined}
          autoComplete="off"
        />
        <Button
          variant={ring ? 'default' : 'filled'}
          mih={48}
          h="auto"
          disabled={tool !== null}
          onClick={() => setTool({ kind: 'polygon', onFinish: () => undefined })}
        >
          {t(ring ? 'grid.boundary.redraw' : 'grid.boundary.draw')}
        </Button>
        {ring && problem === null ? (
          <Text size="sm" role="status">
            {t('grid.outlined', { area: formatArea(polygonAreaSquareMetres(polygonOf(ring)), t) })}
          </Text>
        ) : null}
        {problem !== null || (tried && !ring) ? (
          <Text size="sm" role="alert" c="var(--mantine-color-error)">
            {t(
              problem === 'SELF_CROSSING'
                ? 'grid.problem.crossing'
                : ring
                  ? 'grid.problem.other'
                  : 'grid.sector.drawFirst',
            )}
          </Text>
        ) : null}
        <CommandProblem error={draw.error} onRetry={draw.again} />
        <SubmitButton loading={draw.isSending}>{t('grid.sector.create')}</SubmitButton>
      </Stack>
    </SidePanel>
  );
}
