import { z } from 'zod';
import { incidentStateSchema } from '../incident-state.js';
import { idSchema, localisedNameSchema } from '../primitives.js';
import { defineRoute } from '../route.js';
import { applicationStateSchema } from './application-routes.js';

/** One thing found: enough to show a line and to open it. */
export const foundSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('application'),
    id: idSchema,
    reference: z.string(),
    state: applicationStateSchema,
    /** Those it is about, by name or description; null for somebody unnamed. */
    persons: z.array(z.string().nullable()),
    receivedAt: z.string(),
  }),
  z.strictObject({
    kind: z.literal('incident'),
    id: idSchema,
    title: z.string(),
    state: incidentStateSchema,
    openedAt: z.string(),
  }),
  z.strictObject({
    kind: z.literal('member'),
    id: idSchema,
    fullName: z.string(),
    squadId: idSchema,
    squadName: localisedNameSchema,
  }),
]);
export type Found = z.infer<typeof foundSchema>;

export const searchEverything = defineRoute({
  id: 'searchEverything',
  method: 'POST',
  path: '/api/v1/search',
  access: 'signed-in',
  summary:
    'Applications, incidents and members that the asker may see, by name or reference; the words travel in the body so that no log holds a name',
  body: z.strictObject({
    text: z.string().trim().min(2, 'at least two letters').max(100),
    /** At most so many of each kind. */
    limit: z.int().min(1).max(20).default(6),
  }),
  status: 200,
  response: z.strictObject({ items: z.array(foundSchema) }),
});
