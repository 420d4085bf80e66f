import type { LonLat } from '@izdeu/contracts';
import { toWorld } from '../../map/lat-lng.js';
import type { MapAppearance } from '../../map/sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from '../../map/viewport-canvas-layer.js';

export interface Place {
  readonly label: string;
  readonly position: LonLat;
  /** A cross is where the search began, a disc where it ended. */
  readonly sign: 'disc' | 'cross';
}

const COLOURS = {
  day: { mark: '#b0006d', text: '#14191e', halo: '#ffffff' },
  dark: { mark: '#ff7ac6', text: '#f2f5f7', halo: '#0c1114' },
  night: { mark: '#ff8a7a', text: '#f06a5a', halo: '#000000' },
} as const;

/** A few named places and the straight line between them. */
export class PlaceLayer extends ViewportCanvasLayer {
  private places: readonly Place[] = [];
  private appearance: MapAppearance = 'day';

  constructor() {
    super('shapes');
  }

  show(places: readonly Place[], appearance: MapAppearance): void {
    this.places = places;
    this.appearance = appearance;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const { context } = view;
    const colours = COLOURS[this.appearance];
    const points = this.places.map(({ position }) => {
      const { x, y } = toWorld(...position);
      return { x: x * view.scale - view.offsetX, y: y * view.scale - view.offsetY };
    });
    context.strokeStyle = colours.mark;
    context.lineWidth = 2;
    context.setLineDash([6, 5]);
    context.beginPath();
    points.forEach(({ x, y }, index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
    context.setLineDash([]);
    this.places.forEach(({ label, sign }, index) => {
      const { x, y } = points[index] ?? { x: 0, y: 0 };
      context.fillStyle = colours.mark;
      context.lineWidth = 4;
      context.beginPath();
      if (sign === 'disc') context.arc(x, y, 8, 0, 2 * Math.PI);
      else {
        context.moveTo(x - 8, y - 8);
        context.lineTo(x + 8, y + 8);
        context.moveTo(x + 8, y - 8);
        context.lineTo(x - 8, y + 8);
      }
      if (sign === 'disc') context.fill();
      else context.stroke();
      context.font = "600 13px 'Noto Sans Variable', sans-serif";
      context.textBaseline = 'middle';
      context.textAlign = 'left';
      context.strokeStyle = colours.halo;
      context.strokeText(label, x + 13, y);
      context.fillStyle = colours.text;
      context.fillText(label, x + 13, y);
      context.strokeStyle = colours.mark;
    });
  }
}
