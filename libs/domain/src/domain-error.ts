import type { ErrorCode } from '@izdeu/contracts';

/** A refusal by a rule of the domain. `details.field` names the field of the command that was not accepted. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
