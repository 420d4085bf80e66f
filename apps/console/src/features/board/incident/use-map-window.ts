import { notifications } from '@mantine/notifications';
import { useLocation, useNavigate } from 'react-router';
import { useT } from '../../../i18n/use-t.js';
import { incidentPath } from './board-view.js';

/** One name: pressed again, the button finds the window it opened. */
const WINDOW_NAME = 'izdeu-map';

/** Puts the map into a window of its own; this one keeps the lists. A browser that forbids it changes nothing here. */
export function useMapWindow(incidentId: string): () => void {
  const t = useT();
  const navigate = useNavigate();
  const { search } = useLocation();
  return () => {
    const opened = window.open(
      incidentPath(incidentId, 'map', search),
      WINDOW_NAME,
      'popup,width=1280,height=900',
    );
    if (opened === null) notifications.show({ color: 'red', message: t('board.window.blocked') });
    else void navigate(incidentPath(incidentId, 'list', search), { replace: true });
  };
}
