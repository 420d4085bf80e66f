import type { FieldSpec } from './field-spec.js';
import { fromRegionTime, toRegionTime } from './region-time.js';

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)\s*°?`;
const LAT_LON = new RegExp(`^\\s*${NUMBER}\\s*[,;\\s]\\s*${NUMBER}\\s*$`);
const PHONE = /^\+?[0-9 ()-]{5,24}$/;

/** "53.2144, 63.6246" as maps copy it, latitude first, to GeoJSON, longitude first; null when it is not that. */
export function pointFrom(typed: string): { type: 'Point'; coordinates: [number, number] } | null {
  const match = LAT_LON.exec(typed);
  if (match === null) return null;
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { type: 'Point', coordinates: [longitude, latitude] };
}

/** A typed answer as the contract wants it; undefined when it was left empty, null when it cannot be read. */
export function valueOf({ kind, range }: FieldSpec, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  switch (kind) {
    case 'number': {
      const [minimum, maximum] = range ?? [-Infinity, Infinity];
      const number = Number(text);
      return Number.isInteger(number) && number >= minimum && number <= maximum ? number : null;
    }
    case 'yes-no':
      return text === 'yes';
    case 'instant':
      return fromRegionTime(text);
    case 'point':
      return pointFrom(text);
    case 'phone':
      return PHONE.test(text) ? text : null;
    default:
      return text;
  }
}

/** The other way: what stands in the record, as it would be typed. */
export function typedOf({ kind }: FieldSpec, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (kind === 'yes-no') return value === true ? 'yes' : 'no';
  if (kind === 'instant') return typeof value === 'string' ? toRegionTime(value) : '';
  if (kind === 'point') {
    const { coordinates } = value as { coordinates: readonly [number, number] };
    return `${coordinates[1]}, ${coordinates[0]}`;
  }
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

export const readPath = (source: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (isTree(at) ? at[name] : undefined), source);

/** Puts a value at a dotted path, making the objects on the way. */
export function writePath(target: Tree, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  const parent = names.reduce((at, name) => {
    const next = at[name];
    if (isTree(next)) return next;
    const made: Tree = {};
    at[name] = made;
    return made;
  }, target);
  parent[last] = value;
}
