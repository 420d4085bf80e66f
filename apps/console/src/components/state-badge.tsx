import type { AssignmentState } from '@izdeu/contracts';
import type { SectorState } from '../design/palette.js';
import { ASSIGNMENT_LOOKS, SECTOR_PATTERNS } from '../design/state-look.js';
import { useT } from '../i18n/use-t.js';
import classes from './state-badge.module.css';
import { Swatch } from './swatch.js';

const colourOf = (state: SectorState): string => `var(--iz-sector-${state})`;

/** State of a sector by colour, pattern and word, as the map draws it. */
export function SectorStateBadge({ state }: { state: SectorState }) {
  const t = useT();
  return (
    <span className={classes.badge} data-sector-state={state}>
      <Swatch colour={colourOf(state)} pattern={SECTOR_PATTERNS[state]} />
      <span>{t(`sector.state.${state}`)}</span>
    </span>
  );
}

/** How far a team is with its task by colour, pattern and word. */
export function AssignmentStateBadge({ state }: { state: AssignmentState }) {
  const t = useT();
  const look = ASSIGNMENT_LOOKS[state];
  return (
    <span className={classes.badge} data-assignment-state={state}>
      <Swatch colour={colourOf(look.colourOf)} pattern={look.pattern} />
      <span>{t(`assignment.state.${state}`)}</span>
    </span>
  );
}
