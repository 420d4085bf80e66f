import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { EmptyState } from '../../components/empty-state.js';
import { LinkButton } from '../../components/link-button.js';
import { LoadingState } from '../../components/loading-state.js';
import { PracticeBand } from '../../components/practice-mark.js';
import { OfflineState } from '../../components/offline-state.js';
import { useT } from '../../i18n/use-t.js';
import type { MapHandle } from '../../map/map-context.js';
import type { IncidentStatus } from '../../realtime/incident-store.js';
import { reconnectNow } from '../../realtime/socket.js';
import { useIncident } from '../../realtime/use-incident.js';
import type { IncidentState } from '@izdeu/domain';
import classes from './board.module.css';
import { viewOf } from './incident/board-view.js';
import { useBoardWindows } from './incident/board-windows.js';
import { ChangeAnnouncer } from './incident/change-announcer.js';
import { IncidentMap } from './incident/incident-map.js';
import { IncidentRail } from './incident/incident-rail.js';
import { IncidentToolbar } from './incident/incident-toolbar.js';
import { Inspector } from './incident/inspector.js';
import { useIncidentPalette } from './incident/use-incident-palette.js';
import { IncidentViewContext, useCatalogue, useStatuses } from './incident/use-incident-view.js';
import { useIncidentShortcuts } from './incident/use-incident-shortcuts.js';
import { useMapWindow } from './incident/use-map-window.js';
import { useUrlSelection } from './incident/use-url-selection.js';

export function IncidentPage() {
  const { incidentId = '' } = useParams();
  // Another incident is another page: nothing selected in one belongs to the next.
  return <FollowedIncidentPage key={incidentId} incidentId={incidentId} />;
}

function FollowedIncidentPage({ incidentId }: { incidentId: string }) {
  const t = useT();
  const { state, status } = useIncident(incidentId);

  if (status.phase === 'denied')
    return (
      <EmptyState
        title={t('page.notFound')}
        body={t('incident.denied')}
        action={<LinkButton to="/board">{t('board.back')}</LinkButton>}
      />
    );
  if (state === null)
    return status.phase === 'offline' ? (
      <OfflineState onRetry={reconnectNow} />
    ) : (
      <LoadingState what={t('incident.loading')} />
    );
  return <IncidentRoom incidentId={incidentId} state={state} status={status} />;
}

interface IncidentRoomProps {
  incidentId: string;
  state: IncidentState;
  status: IncidentStatus;
}

function IncidentRoom({ incidentId, state, status }: IncidentRoomProps) {
  const t = useT();
  const view = viewOf(useLocation().search);
  const [map, setMap] = useState<MapHandle | null>(null);
  const catalogue = useCatalogue(state);
  const statuses = useStatuses(state, catalogue);
  const value = useMemo(
    () => ({ incidentId, state, status, catalogue, statuses, map: view === 'list' ? null : map, view }),
    [incidentId, state, status, catalogue, statuses, map, view],
  );
  const scope = { map: value.map, catalogue, statuses, openMapWindow: useMapWindow(incidentId) };
  useUrlSelection(value);
  useBoardWindows(incidentId, view);
  useIncidentShortcuts(value, scope);
  useIncidentPalette(value, scope);
  return (
    <IncidentViewContext value={value}>
      <title>{t('app.titleOf', { page: state.incident.title })}</title>
      <ChangeAnnouncer />
      <div className={classes.page} data-view={view}>
        {view === 'map' ? null : <IncidentRail scope={scope} />}
        <div className={classes.centre}>
          {state.incident.practice ? <PracticeBand /> : null}
          <IncidentToolbar scope={scope} />
          <div className={classes.room}>
            {view === 'list' ? null : (
              <div className={classes.map}>
                <IncidentMap onReady={setMap} />
              </div>
            )}
            <Inspector />
          </div>
        </div>
      </div>
    </IncidentViewContext>
  );
}
