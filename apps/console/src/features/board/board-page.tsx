import { useMemo, useState } from 'react';
import { formatMgrs } from '../../../../../libs/domain/src/geo/mgrs.js';
import { CoordinateReadout } from '../../map/coordinate-readout.js';
import { DrawPolygonTool } from '../../map/draw-polygon-tool.js';
import { MapLegend } from '../../map/map-legend.js';
import { MapView } from '../../map/map-view.js';
import { SectorLayer } from '../../map/sector-layer.js';
import { buildSectorGeometry } from '../../map/sector-geometry.js';
import { SECTOR_STATES } from '../../map/sector-style.js';
import { TeamMarkers } from '../../map/team-markers.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';
const Q = new URLSearchParams(location.search);
const N = Number(Q.get('n') ?? 100);
export function BoardPage() {
  const [sel, setSel] = useState<number[]>([]);
  const [extra, setExtra] = useState<Record<number, 'hazard'>>({});
  const [drawing, setDrawing] = useState(Q.has('draw'));
  const geometry = useMemo(() => {
    const t0 = performance.now();
    const g = buildSectorGeometry(Array.from({ length: N * N }, (_, i) => {
      const w = 63.0 + (i % N) * 0.0075, s = 53.0 + Math.floor(i / N) * 0.0045;
      return { label: `А${i}`, ring: [[w, s], [w + 0.0075, s], [w + 0.0075, s + 0.0045], [w, s + 0.0045], [w, s]] as const };
    }));
    Object.assign(window, { tGeom: performance.now() - t0 });
    return g;
  }, []);
  const statuses = useMemo(() => Array.from({ length: N * N }, (_, i) => ({ state: extra[i] ?? SECTOR_STATES[(i * 7 + Math.floor(i / N)) % 8] ?? 'unsearched', pod: (i % 10) / 10 })), [extra]);
  const teams = useMemo(() => Array.from({ length: 6 }, (_, i) => ({ id: `t${i}`, label: `Барс-${i + 1}`, position: [63.2 + i * 0.03, 53.15 + i * 0.006] as const, accuracyMetres: 60 + 90 * i, headingDegrees: i * 60, at: Date.now() - i * 50_000 })), []);
  Object.assign(window, { setOne: (i: number) => setExtra({ ...extra, [i]: 'hazard' }) });
  return (
    <MapView centre={[63.26, 53.16]} zoom={Number(Q.get('z') ?? 13)} onReady={(h) => Object.assign(window, { mapHandle: h })}>
      <SectorLayer geometry={geometry} statuses={statuses} selected={sel} onSelect={(i) => setSel([i])} interactive={!drawing} />
      <TeamMarkers teams={teams} />
      <ZoomButtons /><MapLegend initiallyOpen={Q.has('legend')} />
      <CoordinateReadout format={formatMgrs} />
      {drawing ? <DrawPolygonTool onFinish={(r) => { Object.assign(window, { ring: r }); setDrawing(false); }} onCancel={() => setDrawing(false)} /> : null}
    </MapView>
  );
}
