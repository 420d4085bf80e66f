import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import type { Appearance } from './appearance.js';

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

/** Every colour of the night theme is one of these: red light alone spares the rods of the eye. */
const ember: MantineColorsTuple = [
  '#f06a5a',
  '#e85a4b',
  '#dd4c3e',
  '#cf3f33',
  '#c0352a',
  '#8e241c',
  '#6d1812',
  '#4d0f0b',
  '#330906',
  '#1c0403',
];
const coal: MantineColorsTuple = [
  '#e25545',
  '#c94538',
  '#b93c30',
  '#8a2219',
  '#4d0f0b',
  '#360a07',
  '#200504',
  '#000000',
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

const shared: MantineThemeOverride = {
  fontFamily: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif",
  headings: { fontFamily: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif", fontWeight: '650' },
  primaryColor: 'steppe',
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // The colour of a badge is its border or ground; its words keep the contrast of text.
    Badge: { styles: { label: { color: 'var(--mantine-color-text)' } } },
  },
};

const day = createTheme({ ...shared, colors: { steppe }, primaryShade: { light: 7, dark: 6 } });

const night = createTheme({
  ...shared,
  white: '#f06a5a',
  black: '#000000',
  colors: { ...Object.fromEntries(FAMILIES.map((family) => [family, ember])), dark: coal },
  primaryShade: 7,
});

/** Day and dark share one theme (Mantine switches the scheme); night replaces every colour. */
export const themeOf = (appearance: Appearance): MantineThemeOverride =>
  appearance === 'night' ? night : day;
export const schemeOf = (appearance: Appearance): 'light' | 'dark' =>
  appearance === 'day' ? 'light' : 'dark';

const TEXT_TINTS: Record<Appearance, Record<string, string>> = {
  day: { dimmed: '#565f68', placeholder: '#6a737c', error: '#b3101c' },
  dark: { dimmed: '#a7b0b8', placeholder: '#98a1a9', error: '#ff9a9a' },
  night: { dimmed: '#d24b3d', placeholder: '#c94538', error: '#ff7a68' },
};

/** Mantine's own grey and red fall short of 4.5:1 on its surfaces; these do not. */
export const textTintsOf = (appearance: Appearance): CSSVariablesResolver => {
  const { dimmed, placeholder, error } = TEXT_TINTS[appearance];
  const tints = {
    '--mantine-color-dimmed': dimmed ?? '',
    '--mantine-color-placeholder': placeholder ?? '',
    '--mantine-color-error': error ?? '',
  };
  return () => ({ variables: {}, light: tints, dark: tints });
};
