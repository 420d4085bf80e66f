import type { LonLat } from '@izdeu/contracts';
import { isActiveAssignment } from '@izdeu/domain';
import { useCallback, useMemo } from 'react';
import { useT } from '../../../i18n/use-t.js';
import { BoxSelect } from '../../../map/box-select.js';
import { CoordinateReadout } from '../../../map/coordinate-readout.js';
import { MapBar } from '../../../map/map-bar.js';
import type { LiveMarker } from '../../../map/live-marker.js';
import type { MapHandle } from '../../../map/map-context.js';
import { MapDropTarget } from '../../../map/map-drop-target.js';
import { MapLegend } from '../../../map/map-legend.js';
import { MapView } from '../../../map/map-view.js';
import { PickableTeamMarkers } from '../../../map/pickable-team-markers.js';
import { PlaceMarkers } from '../../../map/place-markers.js';
import { PrintSheet } from '../../../map/print-sheet.js';
import { SectorLayer } from '../../../map/sector-layer.js';
import { ZoomButtons } from '../../../map/zoom-buttons.js';
import { deviceKey, positionsOf, subscribePositions } from '../../../realtime/position-store.js';
import { onDeviceClock } from '../../../realtime/server-clock.js';
import { BoardMapTools } from '../tools/board-map-tools.js';
import { useBoardStore } from '../tools/board-store.js';
import { RailOpener } from '../tools/rail.js';
import { TeamTrackLayer } from '../track/team-track-layer.js';
import { FollowChip } from './follow-chip.js';
import { liveMarkers } from './live-markers.js';
import { besideInspector, boundsOfRings } from './sector-catalogue.js';
import { assignmentsOf } from './team-list.js';
import { TEAM_MEDIA_TYPE, useTeamDrop } from './use-team-drop.js';
import { useIncidentView, type IncidentViewValue } from './use-incident-view.js';

const CLOSE_UP_ZOOM = 13;
const LAYER_GROUPS = ['search', 'live'] as const;

/** The incident itself: its sectors, teams and first point. Everything else on the page is furniture. */
export function IncidentMap({ onReady }: { onReady: (handle: MapHandle) => void }) {
  const t = useT();
  const { incidentId, state, catalogue, statuses } = useIncidentView();
  const {
    selection,
    teamId,
    followedTeamId,
    tool,
    select,
    setSelection,
    extendSelection,
    setTool,
    showTeam,
    followTeam,
  } = useBoardStore();
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
  /** What is selected; without a selection the whole search. */
  const everything = () => {
    const chosen = selected.length > 0 ? selected : [...catalogue.sectors.keys()];
    const rings = chosen.flatMap((index) => {
      const ring = catalogue.sectors[index]?.ring;
      return ring ? [ring] : [];
    });
    const positions = [...positionsOf(incidentId).values()].map(({ lon, lat }): LonLat => [lon, lat]);
    const bounds = boundsOfRings(selected.length > 0 ? rings : [...rings, [point], positions]);
    return rings.length > 0 && panelIsOpen() ? besideInspector(bounds) : bounds;
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
      <TeamTrackLayer />
      <PickableTeamMarkers
        follow={follow}
        selectedTeamId={teamId}
        followedTeamId={followedTeamId}
        onFollowEnd={() => followTeam(null)}
        interactive={tool === null}
        onPick={({ teamId: picked }) => {
          if (picked !== null && state.teams.has(picked)) showTeam(picked);
        }}
        onDrop={
          drop && tool === null
            ? (device, position) => {
                const dropped = positionsOf(incidentId).get(device)?.teamId ?? null;
                if (dropped !== null) drop(dropped, position);
              }
            : undefined
        }
      />
      <BoardMapTools />
      <ZoomButtons />
      <RailOpener />
      <MapLegend />
      <CoordinateReadout />
      <MapBar
        groups={LAYER_GROUPS}
        fit={everything}
        fitLabel={t(selected.length > 0 ? 'map.fit.selection' : 'map.fit.search')}
        toolFree={tool === null}
      />
      <FollowChip />
      <PrintSheet title={state.incident.title} />
    </MapView>
  );
}

const panelIsOpen = (): boolean => {
  const { panel, teamId, selection } = useBoardStore.getState();
  return panel !== null || teamId !== null || selection.length > 0;
};

function useFollowedTeams(incidentId: string, teams: IncidentViewValue['state']['teams']) {
  return useCallback(
    (draw: (markers: Iterable<LiveMarker>) => void) =>
      subscribePositions(incidentId, (positions) => {
        const seen = [...positions.values()].map((fix) => ({
          id: deviceKey(fix),
          fix,
          at: onDeviceClock(fix.at),
        }));
        draw(liveMarkers(seen, teams, Date.now()));
      }),
    [incidentId, teams],
  );
}
