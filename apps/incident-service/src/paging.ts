import { DomainError } from '@izdeu/domain';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A list position: the sort instant and the id of the last row seen. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

/** Reads a `cursor` made by `nextCursorOf`. */
export const readCursor = (cursor: string | undefined): Cursor | null => {
  if (cursor === undefined) return null;
  const [at, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const instant = new Date(at ?? '');
  if (Number.isNaN(instant.getTime()) || id === undefined || !UUID.test(id))
    throw new DomainError('MALFORMED', 'query.cursor: must be a cursor from an earlier answer', {
      fields: [{ field: 'query.cursor', message: 'must be a cursor from an earlier answer' }],
    });
  return { at: instant, id };
};

/**
 * Cuts `rows`, fetched with one row more than `limit`, into a page.
 * @param key sort instant and id of a row
 */
export const pageOfRows = <R, T>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => Cursor,
  view: (row: R) => T,
): { items: T[]; nextCursor: string | null } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last !== undefined
      ? Buffer.from(`${key(last).at.toISOString()} ${key(last).id}`).toString('base64url')
      : null;
  return { items: page.map(view), nextCursor };
};
