import { Badge, Text, UnstyledButton } from '@mantine/core';
import { isActiveAssignment } from '@izdeu/domain';
import type { Assignment, Team } from '@izdeu/contracts';
import { EmptyState } from '../../../components/empty-state.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { useIncidentView } from './use-incident-view.js';

export const assignmentsOf = (assignments: ReadonlyMap<string, Assignment>, teamId: string): Assignment[] =>
  [...assignments.values()].filter((assignment) => assignment.teamId === teamId);

const byCallSign = (left: Team, right: Team) =>
  left.callSign.localeCompare(right.callSign, undefined, { numeric: true });

export function TeamList() {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { state } = useIncidentView();
  const { teamId, showTeam } = useBoardStore();
  if (state.teams.size === 0) return <EmptyState title={t('team.empty')} body={t('team.emptyHelp')} />;
  return (
    <ul className={classes.list} aria-label={t('incident.tab.teams')}>
      {[...state.teams.values()].sort(byCallSign).map((team) => {
        const own = assignmentsOf(state.assignments, team.id);
        const names = state.squads
          .filter(({ id }) => team.squadIds.includes(id))
          .map(({ name }) => name[locale]);
        return (
          <li key={team.id} className={classes.row} data-selected={team.id === teamId} data-testid="team-row">
            <UnstyledButton className={classes.rowLink ?? ''} mih={44} onClick={() => showTeam(team.id)}>
              <Text fw={600} size="sm">
                {team.callSign}
              </Text>
              <Text size="xs" c="dimmed">
                {[t('count.people', { count: team.members.length }), ...names].join(' · ')}
              </Text>
              <Text size="xs">
                {own.length === 0 ? t('team.noSectors') : own.map((one) => one.sectorLabel).join(', ')}
              </Text>
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
