import { createHash } from 'node:crypto';

/** A repeatable source of choices: the same seed always tells the same story. */
export interface SeededRandom {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number, both ends included. */
  integer(minimum: number, maximum: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** mulberry32: 32 bits of state, enough for a demonstration and the same on every machine. */
const mulberry32 = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const createSeededRandom = (seed: string): SeededRandom => {
  const next = mulberry32(digestOf(seed).readUInt32BE(0));
  const integer = (minimum: number, maximum: number): number =>
    minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => at(items, integer(0, items.length - 1)),
  };
};

/** The item at a position that must exist, counted round and round. */
export const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError(`nothing at ${index} of ${items.length}`);
  return item;
};

/** A UUID (version 8: our own making) that follows from its name, so that a repeated load repeats its commands. */
export const uuidFrom = (seed: string, name: string): string => {
  const bytes = Buffer.from(digestOf(`${seed}/${name}`).subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** Puts the words of the right gender in place: "уш[ёл|ла]" and whatever stands in braces. */
export const fillIn = (
  template: string,
  sex: 'female' | 'male',
  words: Readonly<Record<string, string>> = {},
): string =>
  template
    .replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_, male: string, female: string) =>
      sex === 'male' ? male : female,
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const word = words[name];
      if (word === undefined) throw new RangeError(`no word for {${name}}`);
      return word;
    });
