import { formatMgrs, isActiveAssignment } from '@izdeu/domain';
import { useCallback, useMemo } from 'react';
import { useT } from '../../../i18n/use-t.js';
import { BoxSelect } from '../../../map/box-select.js';
import { CoordinateReadout } from '../../../map/coordinate-readout.js';
import type { MapHandle } from '../../../map/map-context.js';
import { MapDropTarget } from '../../../map/map-drop-target.js';
import { MapLegend } from '../../../map/map-legend.js';
import { MapView } from '../../../map/map-view.js';
import { PlaceMarkers } from '../../../map/place-markers.js';
import { SectorLayer } from '../../../map/sector-layer.js';
import { TeamMarkers } from '../../../map/team-markers.js';
import type { TeamMarker } from '../../../map/team-marker-layer.js';
import { ZoomButtons } from '../../../map/zoom-buttons.js';
import { deviceKey, subscribePositions, type LivePositions } from '../../../realtime/position-store.js';
import { onDeviceClock } from '../../../realtime/server-clock.js';
import { BoardMapTools } from '../tools/board-map-tools.js';
import { useBoardStore } from '../tools/board-store.js';
import { RailOpener } from '../tools/rail.js';
import { besideInspector, boundsOfRings } from './sector-catalogue.js';
import { assignmentsOf } from './team-list.js';
import { TEAM_MEDIA_TYPE, useTeamDrop } from './use-team-drop.js';
import { useIncidentView, type IncidentViewValue } from './use-incident-view.js';

const CLOSE_UP_ZOOM = 13;

/** The incident itself: its sectors, teams and first point. Everything else on the page is furniture. */
export function IncidentMap({ onReady }: { onReady: (handle: MapHandle) => void }) {
  const t = useT();
  const { incidentId, state, catalogue, statuses } = useIncidentView();
  const { selection, teamId, tool, select, setSelection, extendSelection, setTool, showTeam } =
    useBoardStore();
  const drop = useTeamDrop();
  const point = state.incident.initialPlanningPoint.coordinates;
  const places = useMemo(
    () => [{ id: 'planning-point', position: point, label: t('incident.planningPoint') }],
    [point, t],
  );
  // A team that is looked at shows its sectors, else what was chosen is outlined.
  const shown = useMemo(
    () =>
      teamId === null
        ? selection
        : assignmentsOf(state.assignments, teamId)
            .filter((one) => isActiveAssignment(one.state))
            .map(({ sectorId }) => sectorId),
    [selection, teamId, state.assignments],
  );
  const selected = useMemo(
    () => shown.flatMap((id) => catalogue.indexById.get(id) ?? []),
    [shown, catalogue],
  );
  const idsOf = (indexes: readonly number[]) =>
    indexes.flatMap((index) => catalogue.sectors[index]?.id ?? []);
  const follow = useFollowedTeams(incidentId, state.teams);

  const ready = (handle: MapHandle) => {
    onReady(handle);
    if (catalogue.sectors.length > 0)
      handle.fitBounds(besideInspector(boundsOfRings(catalogue.sectors.map(({ ring }) => ring))));
  };
  const pickTeam = (device: string) => {
    const teamId = teamOfDevice(incidentId, device);
    if (teamId !== null && state.teams.has(teamId)) showTeam(teamId);
  };

  return (
    <MapView centre={point} zoom={CLOSE_UP_ZOOM} onReady={ready}>
      <SectorLayer
        geometry={catalogue.geometry}
        statuses={statuses}
        selected={selected}
        interactive={tool === null}
        onSelect={(index, { additive }) => {
          const sector = catalogue.sectors[index];
          if (sector) select(sector.id, additive);
        }}
        onExtend={(indexes) => extendSelection(idsOf(indexes))}
        onMiss={() => setSelection([])}
      />
      {tool === null || tool.kind === 'box' ? (
        <BoxSelect
          geometry={catalogue.geometry}
          always={tool !== null}
          onSelect={(indexes, { additive }) => {
            setTool(null);
            if (additive) extendSelection(idsOf(indexes));
            else setSelection(idsOf(indexes));
          }}
        />
      ) : null}
      {drop ? <MapDropTarget type={TEAM_MEDIA_TYPE} onDrop={drop} /> : null}
      <PlaceMarkers places={places} />
      <TeamMarkers
        follow={follow}
        onPick={tool === null ? pickTeam : () => undefined}
        onDrop={
          drop && tool === null
            ? (device, position) => {
                const dropped = teamOfDevice(incidentId, device);
                if (dropped !== null) drop(dropped, position);
              }
            : undefined
        }
      />
      <BoardMapTools />
      <ZoomButtons />
      <RailOpener />
      <MapLegend />
      <CoordinateReadout format={formatMgrs} />
    </MapView>
  );
}

/** The latest frame's word on whose the device is. */
function teamOfDevice(incidentId: string, device: string): string | null {
  let teamId: string | null = null;
  subscribePositions(incidentId, (positions) => {
    teamId = positions.get(device)?.teamId ?? null;
  })();
  return teamId;
}

function useFollowedTeams(incidentId: string, teams: IncidentViewValue['state']['teams']) {
  return useCallback(
    (draw: (markers: Iterable<TeamMarker>) => void) =>
      subscribePositions(incidentId, (positions) => draw(markersOf(positions, teams))),
    [incidentId, teams],
  );
}

function markersOf(positions: LivePositions, teams: IncidentViewValue['state']['teams']): TeamMarker[] {
  return [...positions.values()].map((fix) => ({
    id: deviceKey(fix),
    label: (fix.teamId === null ? undefined : teams.get(fix.teamId)?.callSign) ?? fix.displayName,
    position: [fix.lon, fix.lat],
    accuracyMetres: fix.accuracyMetres,
    headingDegrees: fix.headingDegrees,
    at: onDeviceClock(fix.at),
  }));
}
