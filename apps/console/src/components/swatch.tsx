import { useId } from 'react';
import { PATTERN_LINE_PIXELS, PATTERN_TILE, patternPaths, type Pattern } from '../design/patterns.js';

export interface PatternFillProps {
  id: string;
  /** Any colour of CSS, usually `var(--iz-…)`. */
  colour: string;
  pattern: Pattern;
}

/** A fill for shapes of the same SVG: `fill="url(#id)"`. Between the pattern's lines is a hint of the colour. */
export function PatternFill({ id, colour, pattern }: PatternFillProps) {
  const { strokes, fills } = patternPaths(pattern);
  return (
    <pattern id={id} width={PATTERN_TILE} height={PATTERN_TILE} patternUnits="userSpaceOnUse">
      <rect width={PATTERN_TILE} height={PATTERN_TILE} fill={colour} fillOpacity="0.12" />
      <path d={strokes} stroke={colour} strokeWidth={PATTERN_LINE_PIXELS} fill="none" />
      <path d={fills} fill={colour} />
    </pattern>
  );
}

const WIDTH = 26;
const HEIGHT = 18;

/** Colour and pattern of a state, as large as a word. Says nothing by itself: its word stands beside it. */
export function Swatch({ colour, pattern }: Omit<PatternFillProps, 'id'>) {
  const id = useId();
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden focusable="false" style={{ flex: 'none' }}>
      <PatternFill id={id} colour={colour} pattern={pattern} />
      <rect
        x="1"
        y="1"
        width={WIDTH - 2}
        height={HEIGHT - 2}
        rx="3"
        fill={`url(#${id})`}
        stroke={colour}
        strokeWidth="1.5"
      />
    </svg>
  );
}
