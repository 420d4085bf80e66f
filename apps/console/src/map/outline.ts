import { toWorld } from './world.js';
import outlineUrl from './data/base-map.json?url';

/** The bundled outline in world units, each shape x,y,x,y… */
export interface Outline {
  box: Float64Array;
  land: Float64Array[];
  countryFar: Float64Array[];
  countryNear: Float64Array[];
  bordersFar: Float64Array[];
  bordersNear: Float64Array[];
}

interface OutlineFile extends Record<Exclude<keyof Outline, 'box'>, number[][]> {
  far: { west: number; south: number; east: number; north: number };
}

function project(flat: readonly number[]): Float64Array {
  const points = new Float64Array(flat.length);
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const { x, y } = toWorld(flat[index] ?? 0, flat[index + 1] ?? 0);
    points[index] = x;
    points[index + 1] = y;
  }
  return points;
}

async function read(): Promise<Outline | null> {
  try {
    const response = await fetch(outlineUrl);
    const file = (await response.json()) as OutlineFile;
    const { west, south, east, north } = file.far;
    return {
      box: project([west, south, east, south, east, north, west, north]),
      land: file.land.map(project),
      countryFar: file.countryFar.map(project),
      countryNear: file.countryNear.map(project),
      bordersFar: file.bordersFar.map(project),
      bordersNear: file.bordersNear.map(project),
    };
  } catch {
    return null;
  }
}

let outline: Promise<Outline | null> | null = null;

/** Fetched from our own server beside the program, once: as data it costs a phone no parsing of a script. */
export function loadOutline(): Promise<Outline | null> {
  outline ??= read();
  return outline;
}
