import { z } from 'zod';

/** Stable codes of every refusal, with the HTTP status that carries them. */
export const ERROR_STATUS = {
  MALFORMED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  SECTOR_TAKEN: 409,
  COMMAND_ID_REUSED: 409,
  /** Events so old that only the snapshot can answer. */
  HISTORY_PRUNED: 410,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA: 415,
  REFUSED: 422,
  ILLEGAL_TRANSITION: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** One field that was not accepted, by its dotted path. */
export const fieldProblemSchema = z.object({ field: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

/** `details` of a CONFLICT over an edit: what the object is by now, and who made the other change when. */
export const conflictDetailsSchema = z.object({
  field: z.string(),
  current: z.unknown(),
  changedBy: z.object({ displayName: z.string() }).nullable(),
  changedAt: z.string().nullable(),
});
export type ConflictDetails = z.infer<typeof conflictDetailsSchema>;

/** Body of every error answer and of every negative acknowledgement. */
export const apiErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
