import { assignSectors, type LonLat } from '@izdeu/contracts';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { usePermission } from '../../../app/session/session.js';
import { errorMessageId } from '../../../i18n/error-message.js';
import { useT } from '../../../i18n/use-t.js';
import { sectorAtPlace } from '../../../map/sectors-in-box.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useBoardStore } from '../tools/board-store.js';
import { assignedWords } from '../tools/label-list.js';
import { useIncidentView } from './use-incident-view.js';

/** What a dragged team is to the browser; nothing outside of the board takes it. */
export const TEAM_MEDIA_TYPE = 'application/x-izdeu-team';

/**
 * Gives the sector that a team was dropped on to it; dropped on one of several selected ones, all of them. Null for
 * whoever may not. Refused, it opens as the form of an assignment, where the reason is shown and can be answered.
 */
export function useTeamDrop(): ((teamId: string, position: LonLat) => void) | null {
  const t = useT();
  const { incidentId, state, catalogue } = useIncidentView();
  const isAllowed = usePermission('assignment.create') && state.incident.state !== 'closed';
  const dropped = useRef<string | null>(null);
  const assign = useUndoableCommand(assignSectors, incidentId, {
    describe: ({ assignments }) => assignedWords(assignments, t),
    seqsOf: ({ assignments, seq }) => assignments.map((_, index) => seq - index),
  });
  const { error } = assign;
  useEffect(() => {
    if (error === null || dropped.current === null) return;
    notifications.show({ color: 'red', message: `${t('board.refused')} ${t(errorMessageId(error))}` });
    useBoardStore.getState().assignTo(dropped.current);
    dropped.current = null;
  }, [error, t]);

  if (!isAllowed) return null;
  return (teamId, position) => {
    const sector = catalogue.sectors[sectorAtPlace(catalogue.geometry, position) ?? -1];
    if (!state.teams.has(teamId)) return;
    if (!sector) {
      notifications.show({ message: t('assign.drop.missed') });
      return;
    }
    const { selection, setSelection } = useBoardStore.getState();
    const sectorIds = selection.includes(sector.id) ? [...selection] : [sector.id];
    setSelection(sectorIds);
    dropped.current = teamId;
    assign.send({
      params: { id: incidentId },
      body: { sectorIds, teamId, type: 'area-sweep', joint: false },
    });
  };
}
