import { describe, expect, it } from '@jest/globals';
import { ASSIGNMENT_STATES } from '@izdeu/contracts';
import { APPEARANCES, type Appearance } from './appearances.js';
import { contrastOf, distanceWith, seenWith, VISIONS } from './colour-vision.js';
import { cssVariablesOf } from './css-variables.js';
import { PALETTES, SECTOR_STATES, type Palette } from './palette.js';
import { PATTERNS } from './patterns.js';
import { ASSIGNMENT_LOOKS, CHART_PATTERNS, SECTOR_PATTERNS } from './state-look.js';
import { themeOf } from './theme.js';

/** Told apart by colour at a glance, on neighbouring cells of a map. */
const FAR_APART = 10;

interface Look {
  state: string;
  colour: string;
  pattern: string;
}
const looksOfSectors = ({ sector }: Palette): Look[] =>
  SECTOR_STATES.map((state) => ({ state, colour: sector[state], pattern: SECTOR_PATTERNS[state] }));
const looksOfAssignments = ({ sector }: Palette): Look[] =>
  ASSIGNMENT_STATES.map((state) => {
    const { colourOf, pattern } = ASSIGNMENT_LOOKS[state];
    return { state, colour: sector[colourOf], pattern };
  });

/** Pairs that share a pattern and whose colours run together for some eyes. */
function confusable(looks: readonly Look[]): string[] {
  return looks.flatMap((one, index) =>
    looks
      .slice(index + 1)
      .flatMap((other) =>
        one.pattern === other.pattern
          ? VISIONS.filter((vision) => distanceWith(one.colour, other.colour, vision) < FAR_APART).map(
              (vision) => `${one.state} and ${other.state} with ${vision}`,
            )
          : [],
      ),
  );
}

describe('the measure itself', () => {
  it('goes from 0 to 100 between black and white', () => {
    expect(distanceWith('#808080', '#808080', 'deuteranopia')).toBe(0);
    expect(distanceWith('#ffffff', '#000000', 'ordinary')).toBeCloseTo(100, 1);
  });

  it('finds a red and a green that protanopes and deuteranopes confuse', () => {
    const looks = [
      { state: 'red', colour: '#b07050', pattern: 'none' },
      { state: 'green', colour: '#7f8a4e', pattern: 'none' },
    ];
    expect(distanceWith('#b07050', '#7f8a4e', 'ordinary')).toBeGreaterThan(FAR_APART);
    expect(confusable(looks)).not.toEqual([]);
  });

  it('leaves grey grey for all eyes', () => {
    for (const vision of VISIONS)
      expect(distanceWith('#808080', seenWith('#808080', vision), 'ordinary')).toBeLessThan(1);
  });
});

describe.each(APPEARANCES)('%s', (appearance) => {
  const palette = PALETTES[appearance];

  it('tells sector states apart with every colour vision', () => {
    expect(confusable(looksOfSectors(palette))).toEqual([]);
  });

  it('tells the steps of a task apart with every colour vision', () => {
    expect(confusable(looksOfAssignments(palette))).toEqual([]);
  });

  it('tells outcomes in a chart apart with every colour vision', () => {
    const looks = (['foundAlive', 'foundDead', 'stillMissing'] as const).map((state) => ({
      state,
      colour: palette.chart[state],
      pattern: CHART_PATTERNS[state],
    }));
    expect(confusable(looks)).toEqual([]);
  });

  it('writes with 4.5:1 and draws with 3:1', () => {
    const { surface, text, border, notice, map, baseMap, sector } = palette;
    const grounds = [surface.page, surface.raised, surface.hover];
    const words = Object.values(text).flatMap((colour) => grounds.map((ground) => [colour, ground] as const));
    const short = [
      ...words,
      [notice.text, notice.ground] as const,
      [map.text, map.halo] as const,
      [baseMap.text, baseMap.country] as const,
    ].filter(([colour, ground]) => contrastOf(colour, ground) < 4.5);
    expect(short).toEqual([]);
    const signs = [
      border.control,
      map.mark,
      map.team,
      map.focus,
      ...(appearance === 'night' ? [] : Object.values(sector)),
    ];
    expect(signs.filter((colour) => contrastOf(colour, surface.page) < 3)).toEqual([]);
  });
});

it('no two steps of a task share a pattern: printed in black they are still apart', () => {
  const patterns = ASSIGNMENT_STATES.map((state) => ASSIGNMENT_LOOKS[state].pattern);
  expect(new Set(patterns).size).toBe(ASSIGNMENT_STATES.length);
  const drawings = Object.values(PATTERNS).map((drawing) => JSON.stringify(drawing));
  expect(new Set(drawings).size).toBe(drawings.length);
});

/** Colours as their red, green and blue. */
const channels = (colour: string): readonly number[] =>
  colour.startsWith('#')
    ? [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16))
    : (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

it('night is red light alone: no token and no shade of the theme has green or blue', () => {
  const tokens = Object.values(PALETTES.night).flatMap((values: Record<string, string>) =>
    Object.values(values),
  );
  const { colors = {}, white = '', black = '' } = themeOf('night');
  const shades = Object.values(colors).flatMap((tuple) => [...(tuple ?? [])]);
  const coloured = [...tokens, ...shades, white, black].filter((colour) => {
    const [, green, blue] = channels(colour);
    return green !== 0 || blue !== 0;
  });
  expect(coloured).toEqual([]);
});

it.each(APPEARANCES)(
  '%s has a style sheet name for every token, the same names as day',
  (appearance: Appearance) => {
    expect(Object.keys(cssVariablesOf(appearance))).toEqual(Object.keys(cssVariablesOf('day')));
    expect(Object.values(cssVariablesOf(appearance)).every((value) => value !== '')).toBe(true);
  },
);
