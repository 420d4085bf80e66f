import type { Appearance } from './appearances.js';

/** What a sector looks like. Its order is that of the legend and of the bytes kept per sector. */
export const SECTOR_STATES = [
  'unsearched',
  'assigned',
  'en-route',
  'searching',
  'searched',
  'incomplete',
  'ageing',
  'hazard',
] as const;
export type SectorState = (typeof SECTOR_STATES)[number];

/** Every colour of the console by what it is for. Components and map read these; nothing else names a colour. */
export interface Palette {
  readonly surface: { page: string; raised: string; hover: string };
  readonly text: { body: string; dimmed: string; placeholder: string; error: string; link: string };
  /** `line` parts one thing from another; `control` is the edge of a field, at least 3:1. */
  readonly border: { line: string; control: string };
  readonly notice: { ground: string; text: string };
  readonly sector: Readonly<Record<SectorState, string>>;
  readonly map: {
    outline: string;
    focus: string;
    text: string;
    halo: string;
    haloSoft: string;
    plate: string;
    /** Planning points, drawings, one's own position. */
    mark: string;
    team: string;
    teamRing: string;
  };
  readonly baseMap: {
    water: string;
    land: string;
    country: string;
    border: string;
    line: string;
    text: string;
    halo: string;
    dot: string;
  };
  readonly chart: {
    foundAlive: string;
    foundDead: string;
    stillMissing: string;
    neutral: string;
    previous: string;
    grid: string;
  };
}

/** Sector colours by day and in the dark come from Okabe and Ito's set, told apart with every common colour blindness. */
const day: Palette = {
  surface: { page: '#ffffff', raised: '#ffffff', hover: '#f1f4f6' },
  text: { body: '#14191e', dimmed: '#565f68', placeholder: '#646d76', error: '#b3101c', link: '#0b5c7a' },
  border: { line: '#d5dbe0', control: '#7b858e' },
  notice: { ground: '#ffe9b8', text: '#3d2b00' },
  sector: {
    unsearched: '#5c6670',
    assigned: '#0072b2',
    'en-route': '#7a4fbf',
    searching: '#d55e00',
    searched: '#00795a',
    incomplete: '#9a7400',
    ageing: '#4f7f73',
    hazard: '#c1121f',
  },
  map: {
    outline: '#101418',
    focus: '#b0006d',
    text: '#14191e',
    halo: '#ffffff',
    haloSoft: 'rgba(255,255,255,.85)',
    plate: 'rgba(255,255,255,.88)',
    mark: '#b0006d',
    team: '#0b5c7a',
    teamRing: 'rgba(11,92,122,.16)',
  },
  baseMap: {
    water: '#cfe3ee',
    land: '#f4f1e6',
    country: '#fbf9f1',
    border: '#8a6d5a',
    line: '#cfcabb',
    text: '#2b2f33',
    halo: '#fbf9f1',
    dot: '#4a4f55',
  },
  chart: {
    foundAlive: '#00795a',
    foundDead: '#1b1f23',
    stillMissing: '#d55e00',
    neutral: '#0b5c7a',
    previous: '#84919b',
    grid: '#d5dbe0',
  },
};

const dark: Palette = {
  surface: { page: '#1b2228', raised: '#232c33', hover: '#2f3941' },
  text: { body: '#e6eaed', dimmed: '#a7b0b8', placeholder: '#a2abb3', error: '#ff9a9a', link: '#6fb6d8' },
  border: { line: '#3d4851', control: '#86919a' },
  notice: { ground: '#4a3a10', text: '#ffe9b8' },
  sector: {
    unsearched: '#a7b0b8',
    assigned: '#56b4e9',
    'en-route': '#b79cf0',
    searching: '#ff9a4d',
    searched: '#2fc79b',
    incomplete: '#f0d34a',
    ageing: '#8fc0b2',
    hazard: '#ff6b6b',
  },
  map: {
    outline: '#ffffff',
    focus: '#ffd24d',
    text: '#f2f5f7',
    halo: '#0c1114',
    haloSoft: 'rgba(0,0,0,.8)',
    plate: 'rgba(12,17,20,.86)',
    mark: '#ff7ac6',
    team: '#56b4e9',
    teamRing: 'rgba(86,180,233,.18)',
  },
  baseMap: {
    water: '#0c1a24',
    land: '#171b1f',
    country: '#1e2429',
    border: '#a38a78',
    line: '#343c43',
    text: '#d4dade',
    halo: '#1e2429',
    dot: '#9aa4ab',
  },
  chart: {
    foundAlive: '#2fc79b',
    foundDead: '#f2f5f7',
    stillMissing: '#ff9a4d',
    neutral: '#56b4e9',
    previous: '#7f8b95',
    grid: '#3d4851',
  },
};

/**
 * Red channel only: green and blue bleach the rods of the eye, red does not. Text needs #ea0000 or more for 4.5:1
 * on black, signs #b60000 for 3:1; states differ by pattern and word, brightness only helps.
 */
const night: Palette = {
  surface: { page: '#000000', raised: '#0d0000', hover: '#1a0000' },
  text: { body: '#ff0000', dimmed: '#f40000', placeholder: '#f40000', error: '#ff0000', link: '#ff0000' },
  border: { line: '#5c0000', control: '#c40000' },
  notice: { ground: '#300000', text: '#ff0000' },
  sector: {
    unsearched: '#8a0000',
    assigned: '#d00000',
    'en-route': '#d00000',
    searching: '#ff0000',
    searched: '#e00000',
    incomplete: '#d00000',
    ageing: '#b60000',
    hazard: '#ff0000',
  },
  map: {
    outline: '#ff0000',
    focus: '#ff0000',
    text: '#ff0000',
    halo: '#000000',
    haloSoft: 'rgba(0,0,0,.9)',
    plate: 'rgba(0,0,0,.85)',
    mark: '#ff0000',
    team: '#f00000',
    teamRing: 'rgba(196,0,0,.22)',
  },
  baseMap: {
    water: '#000000',
    land: '#000000',
    country: '#0a0000',
    border: '#700000',
    line: '#2c0000',
    text: '#ee0000',
    halo: '#000000',
    dot: '#8a0000',
  },
  chart: {
    foundAlive: '#c40000',
    foundDead: '#ff0000',
    stillMissing: '#d00000',
    neutral: '#c40000',
    previous: '#5c0000',
    grid: '#3a0000',
  },
};

export const PALETTES: Readonly<Record<Appearance, Palette>> = { day, dark, night };

/** Ground of a printed map: white, so that ink is left for what matters. */
export const PAPER_BASE_MAP: Palette['baseMap'] = {
  water: '#eef5f9',
  land: '#ffffff',
  country: '#ffffff',
  border: '#8a6d5a',
  line: '#b9b9b9',
  text: '#14191e',
  halo: '#ffffff',
  dot: '#14191e',
};
