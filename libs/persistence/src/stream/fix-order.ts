import type { Fix } from '@izdeu/contracts';

/** A batch as it is stored. */
export interface OrderedFixes {
  /** Each fix once, by device and sequence. */
  readonly fixes: readonly Fix[];
  /** Its devices in that order. */
  readonly devices: readonly string[];
  /** Where in `fixes` the newest of each device is, which is also where its run ends. */
  readonly newest: readonly number[];
}

const compare = (a: Fix, b: Fix): number =>
  a.deviceId === b.deviceId ? a.sequence - b.sequence : a.deviceId < b.deviceId ? -1 : 1;

/** Ids are small letters in PostgreSQL, so that two spellings are one device here too. */
const inSmallLetters = (fix: Fix): Fix => {
  const deviceId = fix.deviceId.toLowerCase();
  return deviceId === fix.deviceId ? fix : { ...fix, deviceId };
};

/** One order for everybody: two batches that touch the same rows must not wait for each other. */
export const inOrder = (batch: readonly Fix[]): OrderedFixes => {
  const sorted = batch.map(inSmallLetters).sort(compare);
  const fixes = sorted.filter((fix, index) => {
    const before = sorted[index - 1];
    return before === undefined || compare(before, fix) !== 0;
  });
  const newest = fixes.flatMap(({ deviceId }, index) =>
    fixes[index + 1]?.deviceId === deviceId ? [] : [index],
  );
  return { fixes, devices: newest.map((index) => fixes[index]?.deviceId ?? ''), newest };
};

/** For each fix the place of its device among the devices, from 1 as PostgreSQL counts. */
export const devicePlaces = (newest: readonly number[]): number[] =>
  newest.flatMap((last, device) => new Array<number>(last - (newest[device - 1] ?? -1)).fill(device + 1));
