import { CHART_PATTERNS } from '../../design/state-look.js';
import { PatternFill, Swatch } from '../../components/swatch.js';
import { useT } from '../../i18n/use-t.js';
import classes from './statistics.module.css';

/** The three outcomes that charts stack, from the bottom. */
export const OUTCOME_SERIES = [
  { measure: 'foundAlive', word: 'outcome.kind.found-alive', colour: 'var(--iz-chart-found-alive)' },
  { measure: 'foundDead', word: 'outcome.kind.found-dead', colour: 'var(--iz-chart-found-dead)' },
  { measure: 'stillMissing', word: 'outcome.kind.still-missing', colour: 'var(--iz-chart-still-missing)' },
] as const;

export const fillIdOf = (chart: string, measure: string): string => `fill-${chart}-${measure}`;

/** The fills of a chart, to stand inside its SVG. */
export const OutcomeFills = ({ chart }: { chart: string }) => (
  <defs>
    {OUTCOME_SERIES.map(({ measure, colour }) => (
      <PatternFill
        key={measure}
        id={fillIdOf(chart, measure)}
        colour={colour}
        pattern={CHART_PATTERNS[measure]}
      />
    ))}
  </defs>
);

/** What the fills mean. */
export function OutcomeLegend() {
  const t = useT();
  return (
    <div className={classes.legend}>
      {OUTCOME_SERIES.map(({ measure, word, colour }) => (
        <span key={measure}>
          <Swatch colour={colour} pattern={CHART_PATTERNS[measure]} />
          {t(word)}
        </span>
      ))}
    </div>
  );
}
