import { ERROR_STATUS, type ApiError, type ErrorCode } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import { HttpException } from '@nestjs/common';

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  406: 'MALFORMED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

/** SQL states that mean "the database cannot answer now", not "the request or the program is wrong". */
const UNAVAILABLE_STATES = /^(08|53|57P|57014|55P03|25P03|58)/;
const CONNECTION_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT']);
/** What the driver and the mapper say, without a code, of a connection that ended under a query. */
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query runner already released|Driver not Connected|timeout expired)/;

interface MaybeCoded {
  statusCode?: unknown;
  code?: unknown;
  message?: unknown;
  driverError?: { code?: unknown };
}

/** Turns anything thrown into the one error shape; `unexpected` tells the caller to log it whole. */
export const errorAnswer = (
  error: unknown,
  requestId: string,
): { status: number; body: ApiError; unexpected: boolean } => {
  const answer = (
    code: ErrorCode,
    message: string,
    details?: Record<string, unknown>,
    unexpected = false,
  ) => ({
    status: ERROR_STATUS[code],
    body: { code, message, ...(details && Object.keys(details).length > 0 && { details }), requestId },
    unexpected,
  });
  if (error instanceof DomainError) return answer(error.code, error.message, error.details);
  if (error instanceof HttpException) {
    const code = CODE_BY_STATUS[error.getStatus()] ?? (error.getStatus() < 500 ? 'MALFORMED' : 'INTERNAL');
    if (code === 'NOT_FOUND') return answer(code, 'there is nothing at this address');
    // What Nest refuses before a handler runs is the body: it could not even be read.
    return answer(code, error.message, code === 'MALFORMED' ? { field: 'body' } : undefined);
  }
  const coded = (typeof error === 'object' && error !== null ? error : {}) as MaybeCoded;
  if (typeof coded.statusCode === 'number' && coded.statusCode < 500) {
    const code = CODE_BY_STATUS[coded.statusCode] ?? 'MALFORMED';
    return answer(code, typeof coded.message === 'string' ? coded.message : 'malformed request', {
      field: 'body',
    });
  }
  const state = coded.driverError?.code ?? coded.code;
  const isLost = typeof coded.message === 'string' && CONNECTION_LOST.test(coded.message);
  const cannotAnswer =
    typeof state === 'string' && (UNAVAILABLE_STATES.test(state) || CONNECTION_ERRORS.has(state));
  if (isLost || cannotAnswer)
    return answer('UNAVAILABLE', 'the database cannot answer now; send it again as it is', undefined, true);
  return answer(
    'INTERNAL',
    'something went wrong here; it was recorded under the request id',
    undefined,
    true,
  );
};
