import { lastKnown } from '../../realtime/stored-field.js';
import { RequestError } from './request-error.js';

/** The server's answer; without any answer, what this device kept of the former one. Refusals stay refusals. */
export async function orLastKnown<T>(key: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'OFFLINE') throw error;
    const known = await lastKnown<T>(key);
    if (known === null) throw error;
    return known;
  }
}
