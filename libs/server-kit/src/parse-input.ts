import type { FieldProblem } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import type { z } from 'zod';

/** Names each field that was not accepted, by its dotted path below `part`. */
const problemsOf = (part: string, error: z.ZodError): FieldProblem[] =>
  error.issues.flatMap((issue) => {
    const path = [part, ...issue.path.map(String)].filter((step) => step !== '').join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: `${path === '' ? '' : `${path}.`}${key}`,
        message: 'is not known here',
      }));
    return [{ field: path, message: issue.message }];
  });

/**
 * Parses one part of a request against its contract.
 * @throws DomainError MALFORMED with `details.fields`, each a dotted path and what is wrong with it.
 */
export const parseInput = (schema: z.ZodType | undefined, value: unknown, part = ''): unknown => {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = problemsOf(part, parsed.error).slice(0, 50);
  const first = fields[0];
  throw new DomainError(
    'MALFORMED',
    first ? `${first.field || 'body'}: ${first.message}` : 'malformed request',
    {
      fields,
    },
  );
};
