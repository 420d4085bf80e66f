import type { MessageId } from './messages.js';

type ErrorMessageId = Extract<MessageId, `error.${string}`>;

const KNOWN: readonly ErrorMessageId[] = [
  'error.MALFORMED',
  'error.UNAUTHENTICATED',
  'error.FORBIDDEN',
  'error.NOT_FOUND',
  'error.CONFLICT',
  'error.SECTOR_TAKEN',
  'error.COMMAND_ID_REUSED',
  'error.TOO_LARGE',
  'error.UNSUPPORTED_MEDIA',
  'error.REFUSED',
  'error.ILLEGAL_TRANSITION',
  'error.TOO_MANY_REQUESTS',
  'error.INTERNAL',
  'error.UNAVAILABLE',
  'error.OFFLINE',
];

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;

/** The words for a stable error code; anything else is "something went wrong", never a raw text. */
export const errorMessageId = (error: unknown): ErrorMessageId =>
  KNOWN.find((id) => id === `error.${String(field(error, 'code'))}`) ?? 'error.UNKNOWN';

/** What to tell the administrator so that the failure can be found in the log. */
export function requestIdOf(error: unknown): string | null {
  const id = field(error, 'requestId');
  return typeof id === 'string' ? id : null;
}
