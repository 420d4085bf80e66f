import type { AssignmentState } from '@izdeu/contracts';
import type { SectorState } from './palette.js';
import type { Pattern } from './patterns.js';

/** Colour and pattern both tell a state apart: either one alone is enough, and a word stands beside them. */
export const SECTOR_PATTERNS: Readonly<Record<SectorState, Pattern>> = {
  unsearched: 'none',
  assigned: 'dots',
  'en-route': 'vertical',
  searching: 'lines-up',
  searched: 'solid',
  incomplete: 'horizontal',
  ageing: 'lines-down',
  hazard: 'cross',
};

export interface AssignmentLook {
  /** The colour of the sector state this step leads to: list and map speak one language. */
  readonly colourOf: SectorState;
  readonly pattern: Pattern;
}

/** How the steps of a team's task look; no two share a pattern. */
export const ASSIGNMENT_LOOKS: Readonly<Record<AssignmentState, AssignmentLook>> = {
  draft: { colourOf: 'unsearched', pattern: 'none' },
  assigned: { colourOf: 'assigned', pattern: 'dots' },
  acknowledged: { colourOf: 'assigned', pattern: 'discs' },
  'en-route': { colourOf: 'en-route', pattern: 'vertical' },
  searching: { colourOf: 'searching', pattern: 'lines-up' },
  paused: { colourOf: 'searching', pattern: 'dashes' },
  returning: { colourOf: 'en-route', pattern: 'zigzag' },
  debriefing: { colourOf: 'searched', pattern: 'grid' },
  completed: { colourOf: 'searched', pattern: 'solid' },
  incomplete: { colourOf: 'incomplete', pattern: 'horizontal' },
  refused: { colourOf: 'hazard', pattern: 'cross' },
  withdrawn: { colourOf: 'unsearched', pattern: 'lines-down' },
};

/** Series of charts; the colour is `--iz-chart-…`. Found alive is the hollow one: it needs no more attention. */
export const CHART_PATTERNS = {
  foundAlive: 'dots',
  foundDead: 'solid',
  stillMissing: 'lines-up',
} as const satisfies Record<string, Pattern>;
