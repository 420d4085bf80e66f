import { useId } from 'react';
import { PatternFill } from '../../components/swatch.js';
import type { Pattern } from '../../design/patterns.js';
import classes from './statistics.module.css';

export interface BarRow {
  readonly name: string;
  readonly bars: readonly { readonly value: number; readonly colour: string; readonly pattern: Pattern }[];
}

const THICKNESS = 16;
const GAP = 3;

/** Rows of one or more bars on one scale, with their numbers: a picture of few figures. */
export function BarRows({ rows }: { rows: readonly BarRow[] }) {
  const id = useId();
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)));
  return (
    <div className={classes.barRows}>
      {rows.map(({ name, bars }, row) => {
        const height = bars.length * (THICKNESS + GAP);
        return (
          <div key={name} className={classes.barRow}>
            <span>{name}</span>
            <svg width="100%" height={height} focusable="false" aria-hidden>
              {bars.map(({ value, colour, pattern }, bar) => (
                <g key={bar}>
                  <PatternFill id={`${id}-${row}-${bar}`} colour={colour} pattern={pattern} />
                  <rect
                    x="1"
                    y={bar * (THICKNESS + GAP) + 1}
                    width={`${(value / most) * 98}%`}
                    height={THICKNESS}
                    rx="2"
                    fill={`url(#${id}-${row}-${bar})`}
                    stroke={value === 0 ? 'none' : colour}
                    strokeWidth="1.5"
                  />
                </g>
              ))}
            </svg>
            <span className={classes.barNumbers}>
              {bars.map(({ value }, bar) => (
                <span key={bar}>{value}</span>
              ))}
            </span>
          </div>
        );
      })}
    </div>
  );
}
