import { paintSymbol, type MapSymbolName } from '../design/map-symbols.js';
import { PALETTES } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import type { LonLat } from '@izdeu/contracts';
import type { LabelLayer, MapLabel } from './label-layer.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';
import { toWorld } from './world.js';

export interface PlaceMarker {
  id: string;
  position: LonLat;
  label: string;
  /** Its sign; without one the planning point's. */
  symbol?: MapSymbolName;
}

const SIZE = 24;
const FONT = canvasFont(13, TYPE.weight.strong);
/** Before sectors and settlements; teams have a canvas above. */
const LABEL_PRIORITY = 3;

let layersMade = 0;

/** Named places that do not move, each with its sign; joined, a broken line leads from one to the next. */
export class PlaceMarkerLayer extends ViewportCanvasLayer {
  private places: readonly PlaceMarker[] = [];
  private appearance: MapAppearance = 'day';
  /** Several such layers lie on one map: each has its own source of names. */
  private readonly labelName = `places:${(layersMade += 1)}`;
  private isJoined = false;
  private focused: string | null = null;

  constructor(private readonly labels: LabelLayer) {
    super('shapes');
  }

  override onRemove(): this {
    this.labels.setSource(this.labelName, null);
    return super.onRemove();
  }

  setPlaces(places: readonly PlaceMarker[], appearance: MapAppearance, isJoined = false): void {
    this.isJoined = isJoined;
    this.places = places;
    this.appearance = appearance;
    this.redraw();
    this.labels.setSource(this.labelName, (view) => this.labelsOf(view));
  }

  /** Draws the keyboard focus around a place and brings it into view. */
  setFocused(id: string | null): void {
    this.focused = id;
    this.redraw();
    const place = this.places.find((one) => one.id === id);
    if (!place || !this._map) return;
    const [lon, lat] = place.position;
    if (!this._map.getBounds().pad(-0.1).contains([lat, lon])) this._map.panTo([lat, lon]);
  }

  /** The place within reach of a click; a gloved finger wants 28 pixels. */
  placeAt([lon, lat]: LonLat, reachPixels = 28): PlaceMarker | null {
    const { view } = this;
    if (!view) return null;
    const world = toWorld(lon, lat);
    const distance = ({ position }: PlaceMarker) => {
      const point = toWorld(...position);
      return Math.hypot(point.x - world.x, point.y - world.y) * view.scale;
    };
    const [nearest] = [...this.places].sort((left, right) => distance(left) - distance(right));
    return nearest && distance(nearest) <= reachPixels ? nearest : null;
  }

  protected override draw(view: CanvasView): void {
    const points = this.places.map((place) => pixelsOf(place, view));
    if (this.isJoined) this.join(view, points);
    this.places.forEach((place, index) => {
      const { x, y } = points[index] ?? { x: 0, y: 0 };
      this.paint(view, x, y, place);
    });
  }

  private join({ context }: CanvasView, points: readonly { x: number; y: number }[]): void {
    context.strokeStyle = PALETTES[this.appearance].map.mark;
    context.lineWidth = 2;
    context.setLineDash([6, 5]);
    context.beginPath();
    points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
    context.setLineDash([]);
  }

  private *labelsOf(view: CanvasView): Generator<MapLabel> {
    const { text, halo } = PALETTES[this.appearance].map;
    for (const place of this.places) {
      const { x, y } = pixelsOf(place, view);
      if (place.label === '' || x < -50 || y < -50 || x > view.width + 50 || y > view.height + 50) continue;
      const lines = [{ text: place.label, font: FONT }];
      yield { x, y, lines, beside: SIZE / 2 + 4, priority: LABEL_PRIORITY, colour: text, halo };
    }
  }

  private paint({ context }: CanvasView, x: number, y: number, { id, symbol = 'ipp' }: PlaceMarker): void {
    const { mark, halo, focus } = PALETTES[this.appearance].map;
    paintSymbol(context, symbol, { x, y, size: SIZE, colour: mark, halo });
    if (id !== this.focused) return;
    context.strokeStyle = focus;
    context.lineWidth = 3;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.arc(x, y, SIZE / 2 + 6, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
  }
}

function pixelsOf({ position }: PlaceMarker, view: CanvasView): { x: number; y: number } {
  const { x, y } = toWorld(...position);
  return { x: x * view.scale - view.offsetX, y: y * view.scale - view.offsetY };
}
