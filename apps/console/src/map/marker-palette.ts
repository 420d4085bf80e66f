import { APPEARANCES, type Appearance } from '../design/appearances.js';
import { PALETTES } from '../design/palette.js';

const ofAppearance = (appearance: Appearance) => {
  const { map, sector } = PALETTES[appearance];
  return {
    team: map.team,
    person: sector['en-route'],
    own: map.mark,
    danger: sector.hazard,
    ring: map.teamRing,
    trail: map.team,
    text: map.text,
    halo: map.halo,
    plate: map.plate,
    focus: map.focus,
  };
};

export type MarkerPalette = ReturnType<typeof ofAppearance>;

/** Colours of live marks. */
export const MARKER_PALETTES = Object.fromEntries(
  APPEARANCES.map((appearance) => [appearance, ofAppearance(appearance)]),
) as Record<Appearance, MarkerPalette>;
