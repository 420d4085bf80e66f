import type { Appearance } from './appearances.js';
import { PALETTES } from './palette.js';
import { ELEVATION, LAYER, MOTION, RADIUS, SPACE, TARGET, TYPE } from './scales.js';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const group = (
  prefix: string,
  values: Readonly<Record<string, string | number>>,
  unit = '',
): [string, string][] =>
  Object.entries(values).map(([name, value]) => [`--iz-${prefix}-${kebab(name)}`, `${value}${unit}`]);

/** Every token by the name that style sheets use, such as `--iz-sector-searching` or `--iz-space-md`. */
export function cssVariablesOf(appearance: Appearance): Record<string, string> {
  const colours = Object.entries<Readonly<Record<string, string>>>({ ...PALETTES[appearance] });
  return Object.fromEntries([
    ...colours.flatMap(([name, values]) => group(kebab(name), values)),
    ...group('space', SPACE, 'px'),
    ...group('radius', RADIUS, 'px'),
    ...group('type', TYPE.size, 'px'),
    ...group('weight', TYPE.weight),
    ...group('target', TARGET, 'px'),
    ...group('motion', MOTION, 'ms'),
    ...group('elevation', ELEVATION),
    ...group('layer', LAYER),
  ]);
}
