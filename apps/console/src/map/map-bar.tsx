import { ActionIcon } from '@mantine/core';
import type { LonLat } from '@izdeu/contracts';
import {
  IconFocus2,
  IconMaximize,
  IconMinimize,
  IconPrinter,
  IconRulerMeasure,
  IconSearch,
  IconStack2,
} from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import { LayersPanel, type LayerGroup } from './layers-panel.js';
import { useMapContext, type LonLatBounds } from './map-context.js';
import { MapSearch, type FoundPlace } from './map-search.js';
import classes from './map-view.module.css';
import { MeasureTool } from './measure-tool.js';
import { PlaceMarkers } from './place-markers.js';
import { useFullScreen } from './use-full-screen.js';
import { usePastedPlace } from './use-pasted-place.js';
import { useTilesOffered } from './use-tiles-offered.js';

export interface MapBarProps {
  /** What the layers panel offers besides the ground. */
  groups?: readonly LayerGroup[];
  /** "Show everything": what that is, asked when it is pressed; null when there is nothing. */
  fit?: () => LonLatBounds | null;
  /** Words of the fit button, such as "Fit to selection". */
  fitLabel?: string;
  /** False while a tool of the page owns clicks and keys: measuring waits. */
  toolFree?: boolean;
}

type Panel = 'search' | 'layers' | 'measure';
/** Close enough to tell houses apart. */
const PLACE_ZOOM = 15;

/** Search, layers, measuring, fitting, full screen and paper: the same on every large map. */
export function MapBar({ groups = [], fit, fitLabel, toolFree = true }: MapBarProps) {
  const t = useT();
  const { map, handle } = useMapContext();
  const [wanted, setPanel] = useState<Panel | null>(null);
  const [unread, setUnread] = useState('');
  const [found, setFound] = useState<{ position: LonLat; label: string } | null>(null);
  const fullScreen = useFullScreen();
  const hasTiles = useTilesOffered();
  const panel = wanted === 'measure' && !toolFree ? null : wanted;

  const toggle = (one: Panel) => {
    setUnread('');
    setPanel(panel === one ? null : one);
  };
  const close = () => {
    setPanel(null);
    map.getContainer().focus({ preventScroll: true });
  };
  const show = ({ position, label }: FoundPlace) => {
    setFound({ position, label });
    handle.panTo(position, Math.max(handle.zoom(), PLACE_ZOOM));
    close();
  };
  usePastedPlace(show, (text) => {
    setUnread(text);
    setPanel('search');
  });
  const places = useMemo(() => (found ? [{ id: 'found', ...found }] : []), [found]);
  const fitNow = () => {
    const bounds = fit?.();
    if (bounds) handle.fitBounds(bounds);
  };

  return (
    <>
      <PlaceMarkers places={places} reachable={false} />
      <div className={classes.bar} role="toolbar" aria-label={t('map.bar')}>
        <BarButton label={t('map.search')} pressed={panel === 'search'} onClick={() => toggle('search')}>
          <IconSearch size={20} />
        </BarButton>
        <BarButton label={t('map.layers')} pressed={panel === 'layers'} onClick={() => toggle('layers')}>
          <IconStack2 size={20} />
        </BarButton>
        <BarButton
          label={t('map.measure')}
          pressed={panel === 'measure'}
          disabled={!toolFree}
          onClick={() => toggle('measure')}
        >
          <IconRulerMeasure size={20} />
        </BarButton>
        {fit ? (
          <BarButton label={fitLabel ?? t('map.fit')} onClick={fitNow}>
            <IconFocus2 size={20} />
          </BarButton>
        ) : null}
        {fullScreen.offered ? (
          <BarButton label={t('map.fullScreen')} pressed={fullScreen.on} onClick={fullScreen.toggle}>
            {fullScreen.on ? <IconMinimize size={20} /> : <IconMaximize size={20} />}
          </BarButton>
        ) : null}
        <BarButton label={t('map.print')} onClick={() => window.print()}>
          <IconPrinter size={20} />
        </BarButton>
      </div>
      {panel === 'search' ? (
        <BarPanel label={t('map.search')} onClose={close}>
          <MapSearch key={unread} initialText={unread} onFound={show} onClose={close} />
        </BarPanel>
      ) : null}
      {panel === 'layers' ? (
        <BarPanel label={t('map.layers')} onClose={close}>
          <LayersPanel groups={groups} hasTiles={hasTiles} />
        </BarPanel>
      ) : null}
      {panel === 'measure' ? <MeasureTool onClose={close} /> : null}
      {found ? (
        <button type="button" className={classes.chip} onClick={() => setFound(null)}>
          {t('map.found.remove', { place: found.label })}
        </button>
      ) : null}
    </>
  );
}

interface BarButtonProps {
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function BarButton({ label, pressed, disabled = false, onClick, children }: BarButtonProps) {
  return (
    <ActionIcon
      size={44}
      radius={0}
      variant={pressed ? 'filled' : 'subtle'}
      {...(!pressed && { c: 'var(--mantine-color-text)' })}
      aria-label={label}
      title={label}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** Opens with the focus inside; Esc closes it and gives the focus back to the map. */
function BarPanel({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:not(:disabled)')?.focus();
  }, []);
  return (
    <section
      ref={panel}
      className={classes.barPanel}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        onClose();
      }}
    >
      {children}
    </section>
  );
}
