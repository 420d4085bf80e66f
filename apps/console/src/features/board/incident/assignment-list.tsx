import { Text, UnstyledButton } from '@mantine/core';
import type { Assignment } from '@izdeu/contracts';
import { EmptyState } from '../../../components/empty-state.js';
import { AssignmentStateBadge } from '../../../components/state-badge.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { formatAgo } from '../../../i18n/format-ago.js';
import { useNow } from '../../../realtime/use-now.js';
import { useShownRow } from '../tools/use-shown-row.js';
import { middleOfRing } from './sector-catalogue.js';
import { useIncidentView } from './use-incident-view.js';

const newestFirst = (left: Assignment, right: Assignment) => (left.changedAt < right.changedAt ? 1 : -1);

export function AssignmentList() {
  const t = useT();
  const now = useNow();
  const { state, catalogue, map } = useIncidentView();
  const { selection, setSelection } = useBoardStore();
  const list = useShownRow(selection.at(-1));
  if (state.assignments.size === 0)
    return <EmptyState title={t('assign.empty')} body={t('assign.emptyHelp')} />;

  const show = (sectorId: string) => {
    const sector = catalogue.sectors[catalogue.indexById.get(sectorId) ?? -1];
    setSelection([sectorId]);
    if (sector) map?.panTo(middleOfRing(sector.ring));
  };
  return (
    <ul ref={list} className={classes.list} aria-label={t('incident.tab.assignments')}>
      {[...state.assignments.values()].sort(newestFirst).map((assignment) => (
        <li
          key={assignment.id}
          className={classes.row}
          data-selected={selection.includes(assignment.sectorId)}
          data-testid="assignment-row"
        >
          <UnstyledButton
            className={classes.rowLink ?? ''}
            mih={44}
            onClick={() => show(assignment.sectorId)}
          >
            <Text fw={600} size="sm">
              {assignment.sectorLabel} · {assignment.teamCallSign}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`assign.type.${assignment.type}`)} · {formatAgo(now - Date.parse(assignment.changedAt), t)}
            </Text>
          </UnstyledButton>
          <AssignmentStateBadge state={assignment.state} />
        </li>
      ))}
    </ul>
  );
}
