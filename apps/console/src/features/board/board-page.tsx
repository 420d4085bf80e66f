import { Button, Tabs, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { usePalettePage } from '../../app/palette/palette-sources.js';
import { usePermission } from '../../app/session/session.js';
import { LinkButton } from '../../components/link-button.js';
import { useT } from '../../i18n/use-t.js';
import { CoordinateReadout } from '../../map/coordinate-readout.js';
import { MapBar } from '../../map/map-bar.js';
import type { MapHandle } from '../../map/map-context.js';
import { MapView } from '../../map/map-view.js';
import { PlaceMarkers } from '../../map/place-markers.js';
import { PrintSheet } from '../../map/print-sheet.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';
import { useLiveConnection } from '../../realtime/use-incident.js';
import classes from './board.module.css';
import { ApplicationQueue } from './queue/application-queue.js';
import { isOpen, useIncidents } from './queue/board-queries.js';
import { IncidentList } from './queue/incident-list.js';
import { PracticePanel } from './queue/practice-panel.js';
import { OpenIncidentPanel } from './queue/open-incident-panel.js';
import { BoardMapTools } from './tools/board-map-tools.js';
import { isNarrow, useBoardStore } from './tools/board-store.js';
import { Rail, RailOpener } from './tools/rail.js';

/** What came in and what is being searched, over the map of the region. */
export function BoardPage() {
  const t = useT();
  const { reset, setRailOpen } = useBoardStore.getState();
  const mayReadQueue = usePermission('application.read');
  const mayOpen = usePermission('incident.open');
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [opening, setOpening] = useState<'search' | 'practice' | null>(null);
  useLiveConnection();
  useEffect(() => {
    reset();
    if (!isNarrow()) return reset;
    // What waits is what this page is for; an incident's page is for its map.
    setRailOpen(true);
    return () => {
      reset();
      setRailOpen(false);
    };
  }, [reset, setRailOpen]);

  const toggle = (id: string) =>
    setSelected(selected.includes(id) ? selected.filter((one) => one !== id) : [...selected, id]);
  const open = (what: 'search' | 'practice') => {
    setOpening(what);
    // Its form asks for a place on the map.
    if (isNarrow()) setRailOpen(false);
  };
  const close = () => {
    setOpening(null);
    reset();
    if (isNarrow()) setRailOpen(true);
  };

  return (
    <div className={classes.page} data-view="region">
      <Rail label={t('board.rail')} title={t('nav.board')}>
        <Tabs
          defaultValue={mayReadQueue ? 'queue' : 'incidents'}
          style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
        >
          <Tabs.List grow>
            {mayReadQueue ? <Tabs.Tab value="queue">{t('board.queue')}</Tabs.Tab> : null}
            <Tabs.Tab value="incidents">{t('board.incidents')}</Tabs.Tab>
          </Tabs.List>
          {mayReadQueue ? (
            <Tabs.Panel value="queue" className={classes.scroll ?? ''}>
              <ApplicationQueue selected={selected} onToggle={toggle} />
            </Tabs.Panel>
          ) : null}
          <Tabs.Panel value="incidents" className={classes.scroll ?? ''}>
            <IncidentList />
          </Tabs.Panel>
        </Tabs>
        {mayOpen ? (
          <div className={classes.foot}>
            {selected.length > 0 ? (
              <Button fullWidth mih={48} h="auto" onClick={() => open('search')}>
                {t('board.openIncident.count', { count: selected.length })}
              </Button>
            ) : (
              <>
                <LinkButton to="/applications/new">{t('nav.applications.new')}</LinkButton>
                <Text size="xs" c="dimmed" mt={6}>
                  {t('board.openIncident.needSelection')}
                </Text>
                <Button variant="subtle" fullWidth mih={44} h="auto" onClick={() => open('practice')}>
                  {t('practice.open')}
                </Button>
              </>
            )}
          </div>
        ) : null}
      </Rail>
      <div className={classes.centre}>
        <div className={classes.map}>
          <RegionMap />
        </div>
      </div>
      {opening === 'practice' ? <PracticePanel onClose={close} /> : null}
      {opening === 'search' && selected.length > 0 ? (
        <OpenIncidentPanel applicationIds={selected} onClose={close} />
      ) : null}
    </div>
  );
}

/** A settlement with its surroundings. */
const PLACE_ZOOM = 13;

/** Every open incident where it began. */
function RegionMap() {
  const t = useT();
  const navigate = useNavigate();
  const tool = useBoardStore((store) => store.tool);
  const { setDraft, setRailOpen } = useBoardStore.getState();
  const [map, setMap] = useState<MapHandle | null>(null);
  const { data } = useIncidents();
  usePalettePage([], () => ({
    sources: [],
    showPlace: (place) => {
      setDraft({ place });
      if (isNarrow()) setRailOpen(false);
      map?.panTo(place, PLACE_ZOOM);
    },
  }));
  const places = useMemo(
    () =>
      (data?.pages.flatMap((page) => page.items) ?? []).filter(isOpen).map((incident) => ({
        id: incident.id,
        label: incident.title,
        position: incident.initialPlanningPoint.coordinates,
      })),
    [data],
  );
  const open = (id: string) => {
    if (tool === null) void navigate(`/board/incidents/${id}`);
  };
  return (
    <MapView label={t('board.map')} onReady={setMap}>
      <PlaceMarkers places={places} onPick={open} />
      <BoardMapTools />
      <ZoomButtons />
      <RailOpener />
      <CoordinateReadout />
      <MapBar toolFree={tool === null} />
      <PrintSheet title={t('board.map')} />
    </MapView>
  );
}
