import { basePalette } from './base-map-layer.js';
import { paintGraticule } from './graticule.js';
import type { GridLines } from './map-layers-store.js';
import { paintMgrsLines } from './mgrs-grid.js';
import type { MapAppearance } from './sector-style.js';
import { ViewportCanvasLayer, type CanvasView } from './viewport-canvas-layer.js';

/** Lines of latitude and longitude, or of MGRS, over whatever ground there is. */
export class GridLinesLayer extends ViewportCanvasLayer {
  private look: MapAppearance | 'paper' = 'day';
  private kind: GridLines = 'degrees';

  constructor() {
    super('grid');
  }

  setLook(look: MapAppearance | 'paper', kind: GridLines): void {
    this.look = look;
    this.kind = kind;
    this.redraw();
  }

  protected override draw(view: CanvasView): void {
    const { line, text } = basePalette(this.look);
    if (this.kind === 'degrees') paintGraticule(view, line, text);
    if (this.kind === 'mgrs') paintMgrsLines(view, line, text);
  }
}
