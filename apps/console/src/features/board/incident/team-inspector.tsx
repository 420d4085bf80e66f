import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { changeTeam, type Team } from '@izdeu/contracts';
import { isActiveAssignment } from '@izdeu/domain';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useState } from 'react';
import { usePermission } from '../../../app/session/session.js';
import { useT } from '../../../i18n/use-t.js';
import { usePositions } from '../../../realtime/use-positions.js';
import classes from '../board.module.css';
import { CommandProblem } from '../commands/command-problem.js';
import { useUndoableCommand } from '../commands/use-undoable-command.js';
import { useBoardStore, WHOLE_HISTORY } from '../tools/board-store.js';
import { SidePanel } from '../tools/side-panel.js';
import { TeamEdit } from '../panels/team-edit.js';
import { TeamTrack } from '../track/team-track.js';
import { AssignmentMoves } from './assignment-moves.js';
import { PhoneAges } from './fix-age.js';
import { assignmentsOf } from './team-list.js';
import { useIncidentView } from './use-incident-view.js';

export function TeamInspector({ team, onClose }: { team: Team; onClose: () => void }) {
  const t = useT();
  const { state } = useIncidentView();
  const own = assignmentsOf(state.assignments, team.id);
  return (
    <SidePanel title={team.callSign} onClose={onClose}>
      <Stack gap="md">
        <TeamPosition teamId={team.id} />
        <TeamActions team={team} />
        <TeamTrack teamId={team.id} />
        <ChangeTeam team={team} />
        <FollowButton teamId={team.id} />
        <section aria-label={t('team.members')}>
          <Title order={3} size="h6">
            {t('team.members')}
          </Title>
          <ul className={classes.list}>
            {team.members.map((member) => (
              <Group key={member.memberId} component="li" gap={6} py={4}>
                <Text size="sm">{member.fullName}</Text>
                {member.memberId === team.leaderMemberId ? (
                  <Badge variant="light" tt="none">
                    {t('team.leaderMark')}
                  </Badge>
                ) : null}
                {member.isMinor ? (
                  <Badge variant="outline" color="orange" tt="none">
                    {t('team.minor')}
                  </Badge>
                ) : null}
              </Group>
            ))}
          </ul>
        </section>
        <section aria-label={t('team.sectors')}>
          <Title order={3} size="h6" mb="xs">
            {t('team.sectors')}
          </Title>
          <Stack gap="xs">
            {own.length === 0 ? <Text size="sm">{t('team.noSectors')}</Text> : null}
            {own.map((assignment) => (
              <AssignmentMoves
                key={assignment.id}
                assignment={assignment}
                title={assignment.sectorLabel}
                isActive={isActiveAssignment(assignment.state)}
              />
            ))}
          </Stack>
        </section>
        {own.some((assignment) => isActiveAssignment(assignment.state)) ? null : <Disband team={team} />}
      </Stack>
    </SidePanel>
  );
}

/** What the keyboard does in place of dragging the team onto a sector; and what is told of it. */
function TeamActions({ team }: { team: Team }) {
  const t = useT();
  const { state } = useIncidentView();
  const { assignTo, openHistory } = useBoardStore();
  const mayAssign = usePermission('assignment.create') && state.incident.state !== 'closed';
  return (
    <Group gap="xs">
      {mayAssign ? (
        <Button mih={44} h="auto" onClick={() => assignTo(team.id)} aria-keyshortcuts="A">
          {t('assign.toTeam')}
        </Button>
      ) : null}
      <Button variant="default" mih={44} onClick={() => openHistory({ ...WHOLE_HISTORY, teamId: team.id })}>
        {t('history.open')}
      </Button>
    </Group>
  );
}

function ChangeTeam({ team }: { team: Team }) {
  const t = useT();
  const isAllowed = usePermission('team.manage');
  const [isOpen, setIsOpen] = useState(false);
  if (!isAllowed || team.disbanded) return null;
  if (isOpen) return <TeamEdit team={team} onDone={() => setIsOpen(false)} />;
  return (
    <Button variant="default" mih={44} onClick={() => setIsOpen(true)}>
      {t('team.change')}
    </Button>
  );
}

/** Each phone of the team; the map shows every frame. */
function TeamPosition({ teamId }: { teamId: string }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const fixes = usePositions(incidentId).filter((fix) => fix.teamId === teamId);
  if (fixes.length === 0) return <Text size="sm">{t('team.noPosition')}</Text>;
  return <PhoneAges fixes={fixes} />;
}

/** The map comes after the team until somebody drags it. */
function FollowButton({ teamId }: { teamId: string }) {
  const t = useT();
  const { followedTeamId, followTeam } = useBoardStore();
  const isFollowed = followedTeamId === teamId;
  return (
    <Button
      variant={isFollowed ? 'filled' : 'default'}
      mih={44}
      aria-pressed={isFollowed}
      leftSection={<IconCurrentLocation size={18} />}
      onClick={() => followTeam(isFollowed ? null : teamId)}
    >
      {t('map.follow')}
    </Button>
  );
}

function Disband({ team }: { team: Team }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const isAllowed = usePermission('team.manage');
  const [asked, setAsked] = useState(false);
  const disband = useUndoableCommand(changeTeam, incidentId, {
    describe: () => t('team.disbanded', { callSign: team.callSign }),
    seqsOf: ({ seq }) => [seq],
  });
  if (!isAllowed) return null;
  if (!asked)
    return (
      <Button variant="subtle" color="red" mih={44} onClick={() => setAsked(true)}>
        {t('team.disband')}
      </Button>
    );
  return (
    <Stack gap="xs">
      <Text size="sm">{t('team.disband.confirm', { callSign: team.callSign })}</Text>
      <CommandProblem error={disband.error} onRetry={disband.again} />
      <Button
        color="red"
        mih={44}
        loading={disband.isSending}
        onClick={() =>
          disband.send({ params: { id: team.id }, body: { version: team.version, disbanded: true } })
        }
      >
        {t('incident.confirm')}: {t('team.disband')}
      </Button>
    </Stack>
  );
}
