import { z } from 'zod';
import { FIXES_PER_BATCH, MAX_SEQUENCE } from './positions.js';

const UUID = z.core.regexes.uuid();
const INSTANT = z.core.regexes.datetime({ offset: true });

const isText = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value);
const isNumber = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;
const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && isNumber(value, least, most);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of the readings that a phone may leave out: how many are there, or -1 when one is wrong. */
const optionalReadings = ({
  headingDegrees,
  speedMetresPerSecond,
  batteryPercent,
}: Record<string, unknown>) => {
  let there = 0;
  if (headingDegrees !== undefined) {
    if (!isNumber(headingDegrees, 0, 360)) return -1;
    there += 1;
  }
  if (speedMetresPerSecond !== undefined) {
    if (!isNumber(speedMetresPerSecond, 0, 400)) return -1;
    there += 1;
  }
  if (batteryPercent !== undefined) {
    if (!isWhole(batteryPercent, 0, 100)) return -1;
    there += 1;
  }
  return there;
};

const NEEDED_FIELDS = 6;
const isPlainFix = (fix: unknown): boolean => {
  if (!isObject(fix)) return false;
  const isThere =
    isText(fix.deviceId, UUID) &&
    isWhole(fix.sequence, 0, MAX_SEQUENCE) &&
    isText(fix.at, INSTANT) &&
    isNumber(fix.lon, -180, 180) &&
    isNumber(fix.lat, -90, 90) &&
    isNumber(fix.accuracyMetres, 0, 100_000);
  return isThere && Object.keys(fix).length === NEEDED_FIELDS + optionalReadings(fix);
};

/**
 * Whether a parsed JSON body surely is a batch of positions as the contract of `reportPositions` wants it. It says no to
 * nothing: what it does not accept is for the schema to judge. Half a thousand phones that return send 600 fixes
 * each, and the schema takes eight times as long.
 */
export const isPlainBatch = (body: unknown): boolean => {
  if (!isObject(body)) return false;
  const { commandId, fixes, sentAt } = body;
  const fields = sentAt === undefined ? 2 : 3;
  return (
    isText(commandId, UUID) &&
    (sentAt === undefined || isText(sentAt, INSTANT)) &&
    Object.keys(body).length === fields &&
    Array.isArray(fixes) &&
    fixes.length >= 1 &&
    fixes.length <= FIXES_PER_BATCH &&
    fixes.every(isPlainFix)
  );
};
