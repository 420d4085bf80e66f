import type { ErrorCode } from '@izdeu/contracts';

/** OFFLINE: no answer at all; UNKNOWN: an answer that is not ours (a proxy's page, say). */
export type RequestErrorCode = ErrorCode | 'OFFLINE' | 'UNKNOWN';

/** A request that was refused or never answered, with the stable code the interface has words for. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: RequestErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly requestId: string | null = null,
  ) {
    super(code);
  }

  /** True when the same request may succeed a moment later. */
  get isTemporary(): boolean {
    return this.code === 'OFFLINE' || this.code === 'UNAVAILABLE' || this.code === 'INTERNAL';
  }
}
