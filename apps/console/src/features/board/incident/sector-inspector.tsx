import { Button, Group, Stack, Text } from '@mantine/core';
import { formatMgrs, isActiveAssignment } from '@izdeu/domain';
import { usePermission } from '../../../app/session/session.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore, WHOLE_HISTORY } from '../tools/board-store.js';
import { formatArea } from '../tools/format-area.js';
import { SidePanel } from '../tools/side-panel.js';
import { ArchiveGrid, ArchiveSector } from './archive-grid.js';
import { AssignmentMoves } from './assignment-moves.js';
import { middleOfRing } from './sector-catalogue.js';
import { SectorHistory } from './sector-history.js';
import { useIncidentView } from './use-incident-view.js';

const TEN_METRES = 10;

export function SectorInspector({ sectorId, onClose }: { sectorId: string; onClose: () => void }) {
  const t = useT();
  const { state, catalogue, statuses } = useIncidentView();
  const { selection, openPanel, openHistory, setSelection } = useBoardStore();
  const mayAssign = usePermission('assignment.create');
  const index = catalogue.indexById.get(sectorId) ?? -1;
  const sector = catalogue.sectors[index];
  if (!sector) return null;
  const status = statuses[index];
  const coverage = state.coverage.get(sectorId);
  const assignments = [...state.assignments.values()].filter((one) => one.sectorId === sectorId);
  const percent = Math.round((coverage?.cumulativePod ?? 0) * 100);
  const isSearched = (coverage?.passes ?? 0) > 0;

  return (
    <SidePanel title={t('grid.sector', { label: sector.label })} onClose={onClose}>
      <Stack gap="sm">
        {selection.length > 1 ? (
          <Group justify="space-between" gap="xs">
            <Text fw={600} size="sm" role="status">
              {t('grid.selected', { count: selection.length })}
            </Text>
            <Button variant="default" size="xs" mih={36} onClick={() => setSelection([])}>
              {t('grid.clearSelection')}
            </Button>
          </Group>
        ) : null}
        <dl className={classes.facts} data-testid="sector-facts">
          <dt>{t('grid.sector.state')}</dt>
          <dd data-testid="sector-state" data-state={status?.state ?? 'unsearched'}>
            {t(`sector.state.${status?.state ?? 'unsearched'}`)}
          </dd>
          <dt>POD</dt>
          <dd>{isSearched ? t('grid.sector.searchedPod', { percent }) : t('grid.sector.notSearched')}</dd>
          <dt>{t('grid.sector.passes')}</dt>
          <dd>{coverage?.passes ?? 0}</dd>
          <dt>{t('grid.sector.area')}</dt>
          <dd>{formatArea(sector.areaSquareMetres, t)}</dd>
          <dt>{t('grid.sector.centre')}</dt>
          <dd>{formatMgrs(middleOfRing(sector.ring), TEN_METRES)}</dd>
        </dl>
        {mayAssign && state.incident.state !== 'closed' ? (
          <Button mih={48} h="auto" onClick={() => openPanel('assign')}>
            {t('assign.submit', { count: selection.length })}
          </Button>
        ) : null}
        {assignments.map((assignment) => (
          <AssignmentMoves
            key={assignment.id}
            assignment={assignment}
            title={assignment.teamCallSign}
            isActive={isActiveAssignment(assignment.state)}
          />
        ))}
        <SectorHistory sectorId={sectorId} onOpenAll={() => openHistory({ ...WHOLE_HISTORY, sectorId })} />
        {sector.gridId === null ? (
          <ArchiveSector sectorId={sectorId} />
        ) : (
          <ArchiveGrid gridId={sector.gridId} />
        )}
      </Stack>
    </SidePanel>
  );
}
