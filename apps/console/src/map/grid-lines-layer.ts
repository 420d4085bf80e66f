import { basePalette } from './base-map-layer.js';
import { paintGraticule } from './graticule.js';
import type { GridLines } from './map-layers-store.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** Lines of latitude and longitude, or of MGRS, over whatever ground there is. */
export class GridLinesLayer extends ViewportCanvasLayer {
  private look: MapAppearance | 'paper' = 'day';
  private kind: GridLines = 'degrees';
  /** Fetched when somebody wants it: most phones never do. */
  private paintMgrs: ((view: CanvasView, colour: string, text: string) => void) | null = null;

  constructor() {
    super('grid');
  }

  setLook(look: MapAppearance | 'paper', kind: GridLines): void {
    this.look = look;
    this.kind = kind;
    if (kind === 'mgrs' && !this.paintMgrs) void this.fetchMgrs();
    this.redraw();
  }

  private async fetchMgrs(): Promise<void> {
    const { paintMgrsLines } = await import('./mgrs-grid.js');
    this.paintMgrs = paintMgrsLines;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const { line, text } = basePalette(this.look);
    if (this.kind === 'degrees') paintGraticule(view, line, text);
    if (this.kind === 'mgrs') this.paintMgrs?.(view, line, text);
  }
}
