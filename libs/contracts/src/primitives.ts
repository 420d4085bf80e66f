import { z } from 'zod';

/** Identifier of a stored object: any UUID (ours are version 7, ordered by time). */
export const idSchema = z.uuid({ error: 'must be a UUID' });

/** Identifier of a write, made by the client: a repeat gets the first answer, never a second effect. */
export const commandIdSchema = z.uuid({ error: 'must be a UUID made by the client' });

/** The version an edit was based on; a stale one is answered with CONFLICT and the current state. */
export const versionSchema = z.int().min(1);

/** An instant in UTC or with an offset, ISO 8601. */
export const instantSchema = z.iso.datetime({ offset: true });

/** A calendar day in the region, YYYY-MM-DD. */
export const daySchema = z.iso.date();

/** Control characters other than line breaks and tabs; NUL cannot be stored by PostgreSQL at all. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Trimmed, non-empty text of at most `maximum` characters without control characters. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maximum)
    .refine((value) => !FORBIDDEN.test(value), 'must not contain control characters');

/** Text that may be left out; an empty string counts as left out. */
export const optionalText = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .refine((value) => !FORBIDDEN.test(value), 'must not contain control characters')
    .transform((value) => (value === '' ? undefined : value))
    .optional();

/** A phone number as people write it: digits, spaces, brackets, dashes, an optional leading plus. */
export const phoneSchema = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ()-]{5,24}$/, 'must be a phone number');

/** Query of every list: at most 200 rows a page. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_-]+$/, 'must be a cursor from an earlier answer')
    .optional(),
};

/** Shape of every list answer. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** A name in the three languages of the product. */
export const localisedNameSchema = z.strictObject({ kk: text(120), ru: text(120), en: text(120) });
export type LocalisedName = z.infer<typeof localisedNameSchema>;

/** Languages of the interface. */
export const LOCALES = ['kk', 'ru', 'en'] as const;
export const localeSchema = z.enum(LOCALES);
export type Locale = z.infer<typeof localeSchema>;
