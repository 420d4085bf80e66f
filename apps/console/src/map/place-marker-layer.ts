import type { LonLat } from '@izdeu/contracts';
import { paintSymbol, type MapSymbolName } from '../design/map-symbols.js';
import { PALETTES } from '../design/palette.js';
import { canvasFont, TYPE } from '../design/scales.js';
import { toWorld } from './lat-lng.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

export interface PlaceMarker {
  id: string;
  position: LonLat;
  label: string;
  /** Its sign; without one the planning point's. */
  symbol?: MapSymbolName;
}

const SIZE = 24;

/** Named places that do not move, each with its sign; joined, a broken line leads from one to the next. */
export class PlaceMarkerLayer extends ViewportCanvasLayer {
  private places: readonly PlaceMarker[] = [];
  private appearance: MapAppearance = 'day';
  private isJoined = false;

  constructor() {
    super('shapes');
  }

  setPlaces(places: readonly PlaceMarker[], appearance: MapAppearance, isJoined = false): void {
    this.places = places;
    this.appearance = appearance;
    this.isJoined = isJoined;
    this.redraw();
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
    const points = this.places.map(({ position }) => {
      const { x, y } = toWorld(...position);
      return { x: x * view.scale - view.offsetX, y: y * view.scale - view.offsetY };
    });
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

  private paint({ context }: CanvasView, x: number, y: number, { label, symbol = 'ipp' }: PlaceMarker): void {
    const { mark, halo, text } = PALETTES[this.appearance].map;
    paintSymbol(context, symbol, { x, y, size: SIZE, colour: mark, halo });
    context.font = canvasFont(13, TYPE.weight.strong);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.lineWidth = 4;
    context.strokeText(label, x + SIZE / 2 + 4, y);
    context.fillStyle = text;
    context.fillText(label, x + SIZE / 2 + 4, y);
  }
}
