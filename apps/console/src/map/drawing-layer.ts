import { PALETTES } from '../design/palette.js';
import type { LonLat } from '@izdeu/contracts';
import { toWorld } from './world.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** The area being drawn: its vertices, its sides and, under the pointer, the side that would come next. */
export class DrawingLayer extends ViewportCanvasLayer {
  private vertices: readonly LonLat[] = [];
  private pointer: LonLat | null = null;
  private colour: string = PALETTES.day.map.mark;

  constructor() {
    super('drawing');
  }

  setShape(vertices: readonly LonLat[], pointer: LonLat | null, appearance: MapAppearance): void {
    this.vertices = vertices;
    this.pointer = pointer;
    this.colour = PALETTES[appearance].map.mark;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const { context } = view;
    const pixels = (position: LonLat) => {
      const { x, y } = toWorld(...position);
      return [x * view.scale - view.offsetX, y * view.scale - view.offsetY] as const;
    };
    const points = (this.pointer ? [...this.vertices, this.pointer] : this.vertices).map(pixels);
    context.beginPath();
    points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
    context.fillStyle = this.colour;
    context.strokeStyle = this.colour;
    context.lineWidth = 2.5;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
    for (const [x, y] of this.vertices.map(pixels)) {
      context.beginPath();
      context.arc(x, y, 6, 0, 2 * Math.PI);
      context.fill();
    }
  }
}
