import type { LonLat } from '@izdeu/contracts';
import { parseMgrs } from './mgrs.js';
import { positionOfMapLink } from './map-link.js';
import { fromUtm } from './utm.js';

/** Web maps end at 85 degrees, and no search of ours comes near. */
const LATITUDE_LIMIT_DEGREES = 85;

type Axis = 'latitude' | 'longitude';

/** Letters of the hemispheres, Latin and Cyrillic (север, юг, восток, запад). */
const HEMISPHERES: Readonly<Record<string, { readonly axis: Axis; readonly sign: 1 | -1 }>> = {
  N: { axis: 'latitude', sign: 1 },
  С: { axis: 'latitude', sign: 1 },
  S: { axis: 'latitude', sign: -1 },
  Ю: { axis: 'latitude', sign: -1 },
  E: { axis: 'longitude', sign: 1 },
  В: { axis: 'longitude', sign: 1 },
  W: { axis: 'longitude', sign: -1 },
  З: { axis: 'longitude', sign: -1 },
};

interface Angle {
  readonly degrees: number;
  readonly axis: Axis | null;
}

/** Both orders of a pair are in use; without letters the latitude comes first, as people read it aloud. */
function pairOf(first: Angle | null, second: Angle | null): LonLat | null {
  if (first === null || second === null) return null;
  if (first.axis !== null && first.axis === second.axis) return null;
  const isLongitudeFirst = first.axis === 'longitude' || second.axis === 'latitude';
  const [latitude, longitude] = isLongitudeFirst ? [second, first] : [first, second];
  const fits = Math.abs(latitude.degrees) <= LATITUDE_LIMIT_DEGREES && Math.abs(longitude.degrees) <= 180;
  return fits ? [longitude.degrees, latitude.degrees] : null;
}

const number = (text: string): number => Number(text.replace(',', '.'));

const DECIMAL_PAIR = /^(-?\d{1,2}(?:[.,]\d+)?)\s*(?:[,;]\s+|[;,]|\s+)\s*(-?\d{1,3}(?:[.,]\d+)?)$/u;

function decimalPair(text: string): LonLat | null {
  const [, first, second] = DECIMAL_PAIR.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  return pairOf({ degrees: number(first), axis: null }, { degrees: number(second), axis: null });
}

const LETTER = '[NSEWСЮВЗ]';
const DEGREE = '[°ºo*]';
/** Whole degrees with minutes and perhaps seconds, or degrees alone: only the smallest unit has a fraction. */
const SIZE =
  `(?:(?<d>\\d{1,3})(?:\\s*${DEGREE}\\s*|\\s+)(?:(?<wholeM>\\d{1,2})(?:\\s*['′’‘]\\s*|\\s+)(?<s>\\d{1,2}(?:[.,]\\d+)?)` +
  `\\s*(?:["″”“]|''|′′)?|(?<m>\\d{1,2}(?:[.,]\\d+)?)\\s*['′’‘]?)(?!\\s*${DEGREE})` +
  `|(?<alone>\\d{1,3}(?:[.,]\\d+)?)\\s*${DEGREE}?)`;
/** The letter stands before or after, or the degrees carry a sign. */
const ANGLES = [
  new RegExp(`(?<letter>${LETTER})\\s*${SIZE}`, 'uy'),
  new RegExp(`${SIZE}\\s*(?<letter>${LETTER})`, 'uy'),
  new RegExp(`(?<sign>-)?${SIZE}`, 'uy'),
];

/** One angle from a place in the text; null when nothing there is one. */
function angleAt(text: string, from: number): { angle: Angle; next: number } | null {
  for (const pattern of ANGLES) {
    pattern.lastIndex = from;
    const parts = pattern.exec(text)?.groups;
    if (parts === undefined) continue;
    const [degrees, minutes, seconds] = [parts.alone ?? parts.d, parts.wholeM ?? parts.m, parts.s].map(
      (part) => number(part ?? '0'),
    ) as [number, number, number];
    if (minutes >= 60 || seconds >= 60) return null;
    const { axis, sign } = HEMISPHERES[parts.letter ?? ''] ?? {
      axis: null,
      sign: parts.sign === undefined ? 1 : -1,
    };
    return {
      angle: { degrees: (degrees + minutes / 60 + seconds / 3600) * sign, axis },
      next: pattern.lastIndex,
    };
  }
  return null;
}

/** `53°12.864′N 063°37.476′E`, `N53 12 51.8 E63 37 28.6`, `53°12'51.8" 63°37'28.6"`. */
function angles(text: string): LonLat | null {
  // Without signs or letters, numbers with spaces between could be anything.
  if (!/[°º'′’"″]|[NSEWСЮВЗ]/u.test(text)) return null;
  const first = angleAt(text, 0);
  if (first === null) return null;
  const gap = /^[\s,;]*/u.exec(text.slice(first.next))?.[0].length ?? 0;
  const second = angleAt(text, first.next + gap);
  if (second === null || text.slice(second.next).trim() !== '') return null;
  return pairOf(first.angle, second.angle);
}

const UTM =
  /^(\d{1,2})\s*([C-HJ-NP-X])?\s+(\d{6})(?:[.,]\d+)?\s*[EmВм]?\s*,?\s*(\d{7})(?:[.,]\d+)?\s*[NmСм]?$/u;
const BAND_LETTERS = 'CDEFGHJKLMNPQRSTUVWX';

/** `41U 541708 5896303`. N and S stand for a latitude band as well as for a hemisphere: whichever fits the northing. */
function utm(text: string): LonLat | null {
  const [, zoneText, letter, easting, northing] = UTM.exec(text) ?? [];
  const zone = Number(zoneText);
  if (easting === undefined || northing === undefined || zone < 1 || zone > 60) return null;
  const at = (hemisphere: 'N' | 'S'): LonLat =>
    fromUtm({ zone, hemisphere, eastingMetres: Number(easting), northingMetres: Number(northing) });
  if (letter === undefined) return at('N');
  const band = BAND_LETTERS.indexOf(letter);
  const byBand = at(band < BAND_LETTERS.indexOf('N') ? 'S' : 'N');
  const south = -80 + 8 * band;
  if (byBand[1] >= south - 0.01 && byBand[1] <= south + (letter === 'X' ? 12 : 8) + 0.01) return byBand;
  return letter === 'N' || letter === 'S' ? at(letter) : null;
}

/**
 * A position from what people type, paste or read out: decimal degrees (latitude first unless letters say otherwise),
 * degrees with minutes and seconds, UTM, MGRS, or the link of a map. Null when it is none of them: nothing is guessed.
 */
export function parseCoordinates(text: string): LonLat | null {
  const typed = text.trim().toUpperCase();
  return (
    positionOfMapLink(text) ??
    decimalPair(typed) ??
    utm(typed) ??
    parseMgrs(typed)?.centre ??
    angles(typed) ??
    null
  );
}
