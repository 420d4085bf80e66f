import { conflictDetailsSchema, type ConflictDetails } from '@izdeu/contracts';
import { RequestError } from '../app/http/request-error.js';

/** What headquarters holds now and who made it so, when it refused an edit because somebody was faster. */
export function conflictIn(error: unknown): ConflictDetails | null {
  if (!(error instanceof RequestError) || error.code !== 'CONFLICT') return null;
  return conflictDetailsSchema.safeParse(error.details).data ?? null;
}
