import type { Ack } from '@izdeu/contracts';
import type { Logger } from 'pino';
import { errorAnswer } from './error-answer.js';

/** Runs a socket command so that its client always gets an answer: the data, or the one error shape. */
export const acknowledged = async <T>(
  log: Logger,
  requestId: string,
  work: () => Promise<T>,
): Promise<Ack<T>> => {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    const { body, unexpected } = errorAnswer(error, requestId);
    if (unexpected) log.error({ requestId, err: error }, 'unexpected error in a socket command');
    return { ok: false, error: body };
  }
};
