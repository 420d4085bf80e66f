import { canvasFont, TYPE } from '../design/scales.js';
import type { MapLabel } from './label-layer.js';
import { at, sectorMiddle, type SectorGeometry } from './sector-geometry.js';
import type { SectorPalette } from './sector-painter.js';
import type { CanvasView } from './viewport-canvas-layer.js';

/** Smaller cells have no room for a name. */
const LABEL_FROM_PIXELS = 40;
const STATE_TEXT_FROM_PIXELS = 96;
const PRIORITY = 5;
const NAME_FONT = canvasFont(13, TYPE.weight.strong);
const STATE_FONT = canvasFont(TYPE.size.xs);

/** Names of those of some sectors that are on the screen and have room; large ones say their state below. */
export function* sectorLabels(
  view: CanvasView,
  members: Iterable<number>,
  geometry: SectorGeometry,
  palette: SectorPalette,
  stateText: (index: number) => string,
): Generator<MapLabel> {
  const { boxes } = geometry;
  for (const index of members) {
    const box = index * 4;
    const pixels =
      Math.min(at(boxes, box + 2) - at(boxes, box), at(boxes, box + 3) - at(boxes, box + 1)) * view.scale;
    if (pixels < LABEL_FROM_PIXELS) continue;
    const middle = sectorMiddle(geometry, index);
    const x = middle.x * view.scale - view.offsetX;
    const y = middle.y * view.scale - view.offsetY;
    if (x < -pixels || y < -pixels || x > view.width + pixels || y > view.height + pixels) continue;
    const name = { text: geometry.labels[index] ?? '', font: NAME_FONT };
    const state = pixels < STATE_TEXT_FROM_PIXELS ? '' : stateText(index);
    yield {
      x,
      y,
      lines: state === '' ? [name] : [name, { text: state, font: STATE_FONT }],
      beside: null,
      priority: PRIORITY,
      colour: palette.text,
      halo: palette.halo,
      maxWidth: pixels - 8,
    };
  }
}
