import type { Hemisphere, LonLat } from '@izdeu/contracts';
import {
  fromUtm,
  toUtm,
  UTM_NORTH_LIMIT_DEGREES,
  UTM_SOUTH_LIMIT_DEGREES,
  type UtmPosition,
  utmZoneOf,
} from './utm.js';

// NGA.STND.0037 (the same grid as USNG on WGS84). A reference names a square by its south-west corner: digits are
// cut, never rounded. 5 digits an axis name a metre, 4 ten metres, 3 a hundred, 2 a kilometre.

const BAND_LETTERS = 'CDEFGHJKLMNPQRSTUVWX';
const BAND_DEGREES = 8;
const COLUMN_SETS: readonly string[] = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'];
const ROW_LETTERS = 'ABCDEFGHJKLMNPQRSTUV';
const EVEN_ZONE_ROW_SHIFT = 5;
const SQUARE_METRES = 100_000;
const ROW_CYCLE_METRES = 2_000_000;
/** Half-width kept around a band when its row letter is resolved; rows repeat only every 18 degrees. */
const BAND_SLACK_DEGREES = 1.5;

export type MgrsPrecisionMetres = 1 | 10 | 100 | 1000;

export interface MgrsSquare {
  readonly southWest: UtmPosition;
  readonly precisionMetres: MgrsPrecisionMetres;
  readonly centre: LonLat;
}

const columnSetOf = (zone: number): string => COLUMN_SETS[(zone - 1) % COLUMN_SETS.length] ?? '';
const rowShiftOf = (zone: number): number => (zone % 2 === 0 ? EVEN_ZONE_ROW_SHIFT : 0);

function bandLetterOf(latitude: number): string {
  const band = Math.floor((latitude - UTM_SOUTH_LIMIT_DEGREES) / BAND_DEGREES);
  return BAND_LETTERS.charAt(Math.min(band, BAND_LETTERS.length - 1));
}

/** `41UNU 41708 96303`; null near the poles, where MGRS uses another projection. */
export function formatMgrs(position: LonLat, precisionMetres: MgrsPrecisionMetres = 1): string | null {
  const latitude = position[1];
  if (!(latitude >= UTM_SOUTH_LIMIT_DEGREES && latitude <= UTM_NORTH_LIMIT_DEGREES)) return null;
  const zone = utmZoneOf(position);
  const { eastingMetres, northingMetres } = toUtm(position, zone);
  const column = columnSetOf(zone).charAt(Math.floor(eastingMetres / SQUARE_METRES) - 1);
  const row = ROW_LETTERS.charAt(
    (Math.floor(northingMetres / SQUARE_METRES) + rowShiftOf(zone)) % ROW_LETTERS.length,
  );
  const digits = 5 - Math.log10(precisionMetres);
  const part = (metres: number): string =>
    String(Math.floor((metres % SQUARE_METRES) / precisionMetres)).padStart(digits, '0');
  const square = `${String(zone).padStart(2, '0')}${bandLetterOf(latitude)}${column}${row}`;
  return `${square} ${part(eastingMetres)} ${part(northingMetres)}`;
}

/** Northing of a row letter inside a latitude band, or null when the band has no such row. */
function northingInBand(
  zone: number,
  band: number,
  eastingMetres: number,
  withinCycle: number,
): number | null {
  const south = UTM_SOUTH_LIMIT_DEGREES + band * BAND_DEGREES;
  const north = band === BAND_LETTERS.length - 1 ? UTM_NORTH_LIMIT_DEGREES : south + BAND_DEGREES;
  const hemisphere: Hemisphere = south < 0 ? 'S' : 'N';
  for (let northing = withinCycle; northing < 10_000_000; northing += ROW_CYCLE_METRES) {
    const latitude = fromUtm({ zone, hemisphere, eastingMetres, northingMetres: northing })[1];
    if (latitude > south - BAND_SLACK_DEGREES && latitude < north + BAND_SLACK_DEGREES) return northing;
  }
  return null;
}

const REFERENCE = /^(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])(\d*)$/;

/** Reads a reference with or without spaces, in any case; null when it names no square. */
export function parseMgrs(text: string): MgrsSquare | null {
  const match = REFERENCE.exec(text.replace(/\s+/g, '').toUpperCase());
  const [, zoneText = '', bandLetter = '', columnLetter = '', rowLetter = '', digits = ''] = match ?? [];
  const zone = Number(zoneText);
  const column = columnSetOf(Math.max(zone, 1)).indexOf(columnLetter) + 1;
  if (match === null || zone < 1 || zone > 60 || column === 0) return null;
  const precisionMetres = ({ 4: 1000, 6: 100, 8: 10, 10: 1 } as const)[digits.length];
  if (precisionMetres === undefined) return null;
  const half = digits.length / 2;
  const eastingMetres = column * SQUARE_METRES + Number(digits.slice(0, half)) * precisionMetres;
  const rowIndex =
    (ROW_LETTERS.indexOf(rowLetter) - rowShiftOf(zone) + ROW_LETTERS.length) % ROW_LETTERS.length;
  const withinCycle = rowIndex * SQUARE_METRES + Number(digits.slice(half)) * precisionMetres;
  const band = BAND_LETTERS.indexOf(bandLetter);
  const northingMetres = northingInBand(zone, band, eastingMetres, withinCycle);
  if (northingMetres === null) return null;
  const hemisphere: Hemisphere = band * BAND_DEGREES + UTM_SOUTH_LIMIT_DEGREES < 0 ? 'S' : 'N';
  const southWest: UtmPosition = { zone, hemisphere, eastingMetres, northingMetres };
  const centre = fromUtm({
    ...southWest,
    eastingMetres: eastingMetres + precisionMetres / 2,
    northingMetres: northingMetres + precisionMetres / 2,
  });
  return { southWest, precisionMetres, centre };
}
