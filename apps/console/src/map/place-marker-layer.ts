import type { LonLat } from '@izdeu/contracts';
import { toWorld } from './lat-lng.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

export interface PlaceMarker {
  id: string;
  position: LonLat;
  label: string;
}

const COLOURS = {
  day: { mark: '#b0006d', halo: '#ffffff', text: '#14191e' },
  dark: { mark: '#ff7ac6', halo: '#0c1114', text: '#f2f5f7' },
  night: { mark: '#ff8a7a', halo: '#000000', text: '#f06a5a' },
} as const;
const ARM = 11;

/** Named places that do not move: a circle with a cross, as the IPP is drawn on paper maps. */
export class PlaceMarkerLayer extends ViewportCanvasLayer {
  private places: readonly PlaceMarker[] = [];
  private appearance: MapAppearance = 'day';

  constructor() {
    super('shapes');
  }

  setPlaces(places: readonly PlaceMarker[], appearance: MapAppearance): void {
    this.places = places;
    this.appearance = appearance;
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
    for (const { position, label } of this.places) {
      const { x, y } = toWorld(...position);
      this.paint(view, x * view.scale - view.offsetX, y * view.scale - view.offsetY, label);
    }
  }

  private paint({ context }: CanvasView, x: number, y: number, label: string): void {
    const { mark, halo, text } = COLOURS[this.appearance];
    for (const [colour, width] of [
      [halo, 5],
      [mark, 2.5],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.arc(x, y, ARM * 0.65, 0, 2 * Math.PI);
      context.moveTo(x - ARM, y);
      context.lineTo(x + ARM, y);
      context.moveTo(x, y - ARM);
      context.lineTo(x, y + ARM);
      context.stroke();
    }
    context.font = "600 13px 'Noto Sans Variable', sans-serif";
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.lineWidth = 4;
    context.strokeText(label, x + ARM + 4, y);
    context.fillStyle = text;
    context.fillText(label, x + ARM + 4, y);
  }
}
