import { symbolOf, SYMBOL_GRID, type MapSymbolName } from '../design/map-symbols.js';

/** A sign of the map in the colour of the text around it, for legends, lists and buttons. */
export function MapSymbolIcon({ name, size = 22 }: { name: MapSymbolName; size?: number }) {
  const { stroke, fill } = symbolOf(name);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`-1 -1 ${SYMBOL_GRID + 2} ${SYMBOL_GRID + 2}`}
      aria-hidden
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path
        d={stroke ?? ''}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path d={fill ?? ''} fill="currentColor" />
    </svg>
  );
}
