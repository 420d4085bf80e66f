import type { LonLat } from '@izdeu/contracts';

type Axis = 'latitude' | 'longitude';

const LETTERS: Record<Axis, readonly [positive: string, negative: string]> = {
  latitude: ['N', 'S'],
  longitude: ['E', 'W'],
};

/** Width of the degrees: aviation writes longitude with three digits. */
const DEGREE_DIGITS: Record<Axis, number> = { latitude: 2, longitude: 3 };

/** Digits of a count of thousandths or tenths, with the decimal point put back. */
function fixed(units: number, decimals: number): string {
  const scale = 10 ** decimals;
  const whole = String(Math.floor(units / scale)).padStart(2, '0');
  return `${whole}.${String(units % scale).padStart(decimals, '0')}`;
}

function degreesText(degrees: number, axis: Axis): string {
  return String(degrees).padStart(DEGREE_DIGITS[axis], '0');
}

function letterOf(value: number, axis: Axis): string {
  return LETTERS[axis][value < 0 ? 1 : 0];
}

/** Rounded once, as a whole number of the smallest unit, so that 59.9996′ carries into the next degree. */
function degreesMinutes(value: number, axis: Axis): string {
  const thousandths = Math.round(Math.abs(value) * 60_000);
  const degrees = Math.floor(thousandths / 60_000);
  return `${degreesText(degrees, axis)}°${fixed(thousandths % 60_000, 3)}′${letterOf(value, axis)}`;
}

function degreesMinutesSeconds(value: number, axis: Axis): string {
  const tenths = Math.round(Math.abs(value) * 36_000);
  const degrees = Math.floor(tenths / 36_000);
  const minutes = String(Math.floor((tenths % 36_000) / 600)).padStart(2, '0');
  return `${degreesText(degrees, axis)}°${minutes}′${fixed(tenths % 600, 1)}″${letterOf(value, axis)}`;
}

/** `53.21440, 63.62460`: latitude first, as people read it; five decimals are about a metre. */
export function formatDecimalDegrees([longitude, latitude]: LonLat, decimals = 5): string {
  return `${latitude.toFixed(decimals)}, ${longitude.toFixed(decimals)}`;
}

/** `53°12.864′N 063°37.476′E`: degrees and decimal minutes, what aircraft crews want; about two metres. */
export function formatDegreesMinutes([longitude, latitude]: LonLat): string {
  return `${degreesMinutes(latitude, 'latitude')} ${degreesMinutes(longitude, 'longitude')}`;
}

/** `53°12′51.8″N 063°37′28.6″E`: about three metres. */
export function formatDegreesMinutesSeconds([longitude, latitude]: LonLat): string {
  return `${degreesMinutesSeconds(latitude, 'latitude')} ${degreesMinutesSeconds(longitude, 'longitude')}`;
}
