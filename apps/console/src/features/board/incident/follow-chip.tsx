import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { useIncidentView } from './use-incident-view.js';

/** Says whom the map follows, and ends it. */
export function FollowChip() {
  const t = useT();
  const { state } = useIncidentView();
  const { followedTeamId, followTeam } = useBoardStore();
  const team = followedTeamId === null ? undefined : state.teams.get(followedTeamId);
  return (
    <div className={classes.follow} role="status">
      {team ? (
        <Button mih={44} rightSection={<IconX size={18} />} onClick={() => followTeam(null)}>
          {t('map.follow.stop', { callSign: team.callSign })}
        </Button>
      ) : null}
    </div>
  );
}
