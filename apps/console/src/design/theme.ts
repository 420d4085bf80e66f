import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import type { Appearance } from './appearances.js';
import { cssVariablesOf } from './css-variables.js';
import { PALETTES } from './palette.js';
import { ELEVATION, RADIUS, SPACE, TYPE } from './scales.js';

/** Ten shades of the house blue; shade 7 on white is 6.9:1, shade 4 on the dark surface 6.3:1. */
const steppe: MantineColorsTuple = [
  '#e6f4fa',
  '#cfe6f1',
  '#a3cde1',
  '#73b2d0',
  '#4b9bc1',
  '#2f8ab5',
  '#17719b',
  '#0b5c7a',
  '#084a63',
  '#05374b',
];

/** White on shade 7, by day, is 7:1, and on shade 6, in the dark, 5:1. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#d32f2f',
  '#b3101c',
  '#990d17',
  '#7d0a12',
];

/** The surfaces of the dark appearance, bluish like its map. */
const slate: MantineColorsTuple = [
  PALETTES.dark.text.body,
  '#c9d0d6',
  PALETTES.dark.text.dimmed,
  PALETTES.dark.text.placeholder,
  PALETTES.dark.border.line,
  PALETTES.dark.surface.hover,
  PALETTES.dark.surface.raised,
  PALETTES.dark.surface.page,
  '#141a1f',
  '#0e1317',
];

/** Every colour of the night theme is one of these: writing, signs, grounds. No green, no blue. */
const ember: MantineColorsTuple = [
  '#ff0000',
  '#fa0000',
  '#f40000',
  '#ee0000',
  '#ea0000',
  '#c40000',
  '#7a0000',
  '#340000',
  '#260000',
  '#120000',
];
const coal: MantineColorsTuple = [
  PALETTES.night.text.body,
  '#fa0000',
  PALETTES.night.text.dimmed,
  PALETTES.night.text.placeholder,
  PALETTES.night.border.line,
  PALETTES.night.surface.hover,
  PALETTES.night.surface.raised,
  PALETTES.night.surface.page,
  '#000000',
  '#000000',
];

const FAMILIES = [
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'gray',
  'steppe',
] as const;

const pixels = (size: number): string => `${size / 16}rem`;
const inRem = <K extends string>(sizes: Readonly<Record<K, number>>): Record<string, string> =>
  Object.fromEntries(Object.entries<number>(sizes).map(([name, size]) => [name, pixels(size)]));

const shared: MantineThemeOverride = {
  fontFamily: TYPE.family,
  headings: { fontFamily: TYPE.family, fontWeight: String(TYPE.weight.heading) },
  fontSizes: inRem({
    xs: TYPE.size.xs,
    sm: TYPE.size.sm,
    md: TYPE.size.md,
    lg: TYPE.size.lg,
    xl: TYPE.size.xl,
  }),
  spacing: inRem(SPACE),
  radius: inRem(RADIUS),
  shadows: { sm: ELEVATION.panel, md: ELEVATION.menu, lg: ELEVATION.message },
  primaryColor: 'steppe',
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // The colour of a badge is its border or ground; its words keep the contrast of text.
    Badge: { styles: { label: { color: 'var(--mantine-color-text)' } } },
    // The edge of a field is what shows that there is one: 3:1 with the ground, in sunlight too.
    Input: { styles: { wrapper: { '--input-bd': 'var(--iz-border-control)' } } },
  },
};

const day = createTheme({
  ...shared,
  black: PALETTES.day.text.body,
  colors: { steppe, red, dark: slate },
  primaryShade: { light: 7, dark: 6 },
});

const night = createTheme({
  ...shared,
  white: PALETTES.night.text.body,
  black: PALETTES.night.surface.page,
  colors: { ...Object.fromEntries(FAMILIES.map((family) => [family, ember])), dark: coal },
  primaryShade: 7,
});

/** Day and dark share one theme (Mantine switches the scheme); night replaces every colour. */
export const themeOf = (appearance: Appearance): MantineThemeOverride =>
  appearance === 'night' ? night : day;
export const schemeOf = (appearance: Appearance): 'light' | 'dark' =>
  appearance === 'day' ? 'light' : 'dark';

/** Our tokens as `--iz-…`, and Mantine's own greys and reds replaced where they fall short of 4.5:1. */
export const variablesOf = (appearance: Appearance): CSSVariablesResolver => {
  const { surface, text, border } = PALETTES[appearance];
  const colours = {
    ...cssVariablesOf(appearance),
    '--mantine-color-body': surface.page,
    '--mantine-color-text': text.body,
    '--mantine-color-dimmed': text.dimmed,
    '--mantine-color-placeholder': text.placeholder,
    '--mantine-color-error': text.error,
    '--mantine-color-anchor': text.link,
    '--mantine-color-default-border': border.line,
    '--mantine-color-default-hover': surface.hover,
  };
  return () => ({ variables: {}, light: colours, dark: colours });
};
