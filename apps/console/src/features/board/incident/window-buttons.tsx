import { ActionIcon, Button } from '@mantine/core';
import { IconMap, IconWindowMaximize } from '@tabler/icons-react';
import { useLocation, useNavigate } from 'react-router';
import { useT } from '../../../i18n/use-t.js';
import { incidentPath } from './board-view.js';
import { useIncidentView } from './use-incident-view.js';

/** One button to a second monitor, and the way back to one window. */
export function WindowButtons({ openMapWindow }: { openMapWindow: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { view, incidentId } = useIncidentView();
  if (view === 'both')
    return (
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('board.window.open')}
        aria-keyshortcuts="W"
        title={`${t('board.window.open')} (W)`}
        onClick={openMapWindow}
      >
        <IconWindowMaximize size={18} />
      </ActionIcon>
    );
  return (
    <Button
      variant="default"
      size="xs"
      mih={36}
      leftSection={<IconMap size={18} />}
      onClick={() => void navigate(incidentPath(incidentId, 'both', search), { replace: true })}
    >
      {t('board.window.together')}
    </Button>
  );
}
