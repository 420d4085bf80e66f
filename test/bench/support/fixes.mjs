// What a phone gathered while it was away.
import { randomUUID } from 'node:crypto';

/** Its buffer of fixes, a second apart, up to now. */
export const fixesOfPhone = (number, count) => {
  const deviceId = randomUUID();
  const began = Date.now() - count * 1_000;
  return Array.from({ length: count }, (_, sequence) => ({
    deviceId,
    sequence,
    at: new Date(began + sequence * 1_000).toISOString(),
    lon: 63.1 + number / 10_000 + sequence / 1_000_000,
    lat: 52.95 + sequence / 1_000_000,
    accuracyMetres: 5.5,
    headingDegrees: sequence % 360,
    speedMetresPerSecond: 1.2,
    batteryPercent: 80,
  }));
};
