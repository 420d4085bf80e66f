import type { ConflictDetails } from '@izdeu/contracts';
import { RequestError } from '../app/http/request-error.js';

/**
 * What headquarters holds now and who made it so, when it refused an edit because somebody was faster. Not parsed:
 * schemas stay at the server. `current` is the thing that the edit was of, as its route answers it.
 */
export function conflictIn(error: unknown): ConflictDetails | null {
  if (!(error instanceof RequestError) || error.code !== 'CONFLICT') return null;
  const { field, current, changedBy = null, changedAt = null } = error.details as Partial<ConflictDetails>;
  // A refusal to take something back has words of its own.
  if (field !== 'version' || current === undefined) return null;
  return { field, current, changedBy, changedAt };
}
