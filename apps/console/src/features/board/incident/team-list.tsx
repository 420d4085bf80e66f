import { Badge, Text, UnstyledButton } from '@mantine/core';
import { isActiveAssignment } from '@izdeu/domain';
import type { Assignment, LivePosition, Team } from '@izdeu/contracts';
import { usePermission } from '../../../app/session/session.js';
import { EmptyState } from '../../../components/empty-state.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import { usePositions } from '../../../realtime/use-positions.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { labelList } from '../tools/label-list.js';
import { useShownRow } from '../tools/use-shown-row.js';
import { FixAge } from './fix-age.js';
import { useIncidentView } from './use-incident-view.js';
import { TEAM_MEDIA_TYPE } from './use-team-drop.js';

export const assignmentsOf = (assignments: ReadonlyMap<string, Assignment>, teamId: string): Assignment[] =>
  [...assignments.values()].filter((assignment) => assignment.teamId === teamId);

const byCallSign = (left: Team, right: Team) =>
  left.callSign.localeCompare(right.callSign, undefined, { numeric: true });

/** Where a team was last heard of. */
const newestFix = (positions: readonly LivePosition[], teamId: string) =>
  positions.filter((fix) => fix.teamId === teamId).sort((left, right) => (left.at < right.at ? 1 : -1))[0];

export function TeamList() {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { incidentId, state, map } = useIncidentView();
  const { teamId, selection, showTeam } = useBoardStore();
  const positions = usePositions(incidentId);
  const mayAssign = usePermission('assignment.create') && state.incident.state !== 'closed';
  const inspected = teamId === null ? selection.at(-1) : undefined;
  const list = useShownRow(teamId ?? inspected);
  if (state.teams.size === 0) return <EmptyState title={t('team.empty')} body={t('team.emptyHelp')} />;
  const show = (team: Team) => {
    showTeam(team.id);
    const newest = newestFix(positions, team.id);
    if (newest) map?.panTo([newest.lon, newest.lat]);
  };
  return (
    <ul ref={list} className={classes.list} aria-label={t('incident.tab.teams')}>
      {[...state.teams.values()].sort(byCallSign).map((team) => {
        const own = assignmentsOf(state.assignments, team.id);
        const newest = newestFix(positions, team.id);
        const names = state.squads
          .filter(({ id }) => team.squadIds.includes(id))
          .map(({ name }) => name[locale]);
        return (
          <li
            key={team.id}
            className={classes.row}
            data-selected={team.id === teamId || own.some((one) => one.sectorId === inspected)}
            data-testid="team-row"
            // By keyboard: Enter on the team, A, Enter.
            draggable={mayAssign}
            onDragStart={({ dataTransfer }) => {
              dataTransfer.setData(TEAM_MEDIA_TYPE, team.id);
              dataTransfer.effectAllowed = 'copy';
            }}
            title={mayAssign ? t('assign.drop.hint') : undefined}
          >
            <UnstyledButton className={classes.rowLink ?? ''} mih={44} onClick={() => show(team)}>
              <Text fw={600} size="sm">
                {team.callSign}
              </Text>
              <Text size="xs" c="dimmed">
                {[t('count.people', { count: team.members.length }), ...names].join(' · ')}
              </Text>
              <Text size="xs">
                {own.length === 0
                  ? t('team.noSectors')
                  : labelList(
                      own.map((one) => one.sectorLabel),
                      t,
                    )}
              </Text>
              {newest ? <FixAge fix={newest} /> : <Text size="xs">{t('team.noPosition')}</Text>}
            </UnstyledButton>
            {own.some((one) => isActiveAssignment(one.state)) ? (
              <Badge variant="light" color="blue" tt="none" style={{ flex: 'none' }}>
                {t('team.inField')}
              </Badge>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
