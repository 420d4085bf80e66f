import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  formatRgb,
  parse,
  wcagContrast,
} from 'culori';

/** Kinds of colour vision that a state must be told apart with. The last sees brightness alone. */
export const VISIONS = ['ordinary', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Vision = (typeof VISIONS)[number];

const FILTERS = {
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
} as const;

const known = (colour: string) => {
  const parsed = parse(colour);
  if (!parsed) throw new Error(`${colour} is not a colour`);
  return parsed;
};

/** The colour as such eyes see it, after Machado, Oliveira and Fernandes (2009) at full severity. */
export const seenWith = (colour: string, vision: Vision): string =>
  formatRgb(vision === 'ordinary' ? known(colour) : FILTERS[vision](known(colour)));

const ciede2000 = differenceCiede2000();

/** CIEDE2000 between two colours as such eyes see them; 1 is just noticed side by side, 10 seen at a glance. */
export const distanceWith = (one: string, other: string, vision: Vision): number =>
  ciede2000(seenWith(one, vision), seenWith(other, vision));

/** Contrast of WCAG, 1 to 21. */
export const contrastOf = (text: string, ground: string): number => wcagContrast(text, ground);
