import type { TrackPoint } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';

/** The last point a reader has. */
interface TrackCursor {
  readonly userId: string;
  readonly sequence: number;
}

const CURSOR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,10})$/;

/** Reads a `cursor` made by `trackPage`. @throws DomainError MALFORMED */
export const readTrackCursor = (cursor: string | undefined): TrackCursor | null => {
  if (cursor === undefined) return null;
  const [, userId, sequence] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (userId === undefined || sequence === undefined || Number(sequence) > 2 ** 31 - 1)
    throw new DomainError('MALFORMED', 'query.cursor: must be a cursor from an earlier answer', {
      fields: [{ field: 'query.cursor', message: 'must be a cursor from an earlier answer' }],
    });
  return { userId, sequence: Number(sequence) };
};

/** Cuts points, read with one more than `limit`, into a page. */
export const trackPage = (points: readonly TrackPoint[], limit: number) => {
  const items = points.slice(0, limit);
  const last = items.at(-1);
  const goesOn = points.length > limit && last !== undefined;
  return {
    items,
    nextCursor: goesOn ? Buffer.from(`${last.userId} ${last.sequence}`).toString('base64url') : null,
  };
};
