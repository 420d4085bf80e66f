import { MAX_GRID_CELLS } from '@izdeu/contracts';

// A sector's id is its grid's id with index + 1 added to the last 48 bits: ten thousand ids need not travel.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LAST_BITS = 2 ** 48;
/** Characters before the last 48 bits, dash included. */
const PREFIX_LENGTH = 24;

function parseUuid(text: string): readonly [prefix: string, lastBits: number] | null {
  const uuid = text.toLowerCase();
  if (!UUID.test(uuid)) return null;
  return [uuid.slice(0, PREFIX_LENGTH), parseInt(uuid.slice(PREFIX_LENGTH), 16)];
}

/** Id of the sector made of a grid's cell, by the cell's index; a plain UUID in lower case. */
export function sectorIdOf(gridId: string, index: number): string {
  const grid = parseUuid(gridId);
  if (grid === null) throw new TypeError('grid id must be a UUID');
  if (!Number.isInteger(index) || index < 0 || index >= MAX_GRID_CELLS) {
    throw new RangeError(`cell index must be a whole number from 0 to ${MAX_GRID_CELLS - 1}`);
  }
  const lastBits = (grid[1] + index + 1) % LAST_BITS;
  return grid[0] + lastBits.toString(16).padStart(12, '0');
}

/** Index of the cell a sector was made of; null for a sector of another grid or drawn by hand. */
export function cellIndexOf(gridId: string, sectorId: string): number | null {
  const grid = parseUuid(gridId);
  const sector = parseUuid(sectorId);
  if (grid === null || sector === null || grid[0] !== sector[0]) return null;
  const index = (sector[1] - grid[1] - 1 + 2 * LAST_BITS) % LAST_BITS;
  return index < MAX_GRID_CELLS ? index : null;
}
