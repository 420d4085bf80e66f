/** Sizes, distances and durations of the console. CSS reads them as `--iz-…`, code from here. */

/** Pixels of text; Noto Sans is bundled because it has Ә Ғ Қ Ң Ө Ұ Ү Һ І. */
export const TYPE = {
  family: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif",
  weight: { normal: 400, strong: 600, heading: 650, figure: 700 },
  size: { xs: 12, sm: 14, md: 16, lg: 18, xl: 20, figure: 40 },
} as const;

/** Pixels between things; six steps, no others. */
export const SPACE = { '2xs': 4, xs: 8, sm: 12, md: 16, lg: 24, xl: 32 } as const;

export const RADIUS = { sm: 4, md: 8, lg: 16 } as const;

/** Least height of what is pressed: by a mouse at the board, by a glove in the field, and the next legal step. */
export const TARGET = { board: 44, field: 56, next: 72 } as const;

/** Milliseconds. Motion only explains where something went; with reduced motion there is none. */
export const MOTION = { quick: 120, calm: 240 } as const;

/** Shadows: a panel lies on the map, a menu above the panel, a message above everything. */
export const ELEVATION = {
  panel: '0 1px 3px rgba(0,0,0,.18)',
  menu: '0 6px 18px rgba(0,0,0,.22)',
  message: '0 12px 32px rgba(0,0,0,.28)',
} as const;

/** Stacking inside the map's frame, lowest first. */
export const LAYER = {
  crosshair: 890,
  panel: 900,
  tool: 950,
  rail: 960,
  drawer: 970,
  skipLink: 1000,
} as const;

/** Font of writing on a canvas. */
export const canvasFont = (pixels: number, weight: number = TYPE.weight.normal): string =>
  `${weight} ${pixels}px ${TYPE.family}`;
