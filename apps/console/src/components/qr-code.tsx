import { encode } from 'uqr';
import { useMemo } from 'react';
import classes from './qr-code.module.css';

/** Modules of free ground around the code; scanners look for it (ISO/IEC 18004 asks for four). */
const QUIET_ZONE = 4;

export interface QrCodeProps {
  text: string;
  /** What the code leads to, for those who do not see it. */
  label: string;
}

/** A code for the camera of another device: dark modules on a light ground in every appearance. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      className={classes.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      data-testid="qr-code"
    >
      <rect className={classes.ground} width={size} height={size} />
      <path className={classes.modules} d={path} />
    </svg>
  );
}

/** One path for all dark modules, in units of a module. */
function drawn(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size, path };
}
