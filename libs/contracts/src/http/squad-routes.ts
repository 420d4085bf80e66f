import { z } from 'zod';
import {
  commandIdSchema,
  daySchema,
  idSchema,
  localisedNameSchema,
  optionalText,
  pageOf,
  pageQuery,
  phoneSchema,
  text,
} from '../primitives.js';
import { defineRoute } from '../route.js';

const byId = z.strictObject({ id: idSchema });

export const branchSchema = z.strictObject({ id: idSchema, name: localisedNameSchema });
export const squadSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  name: localisedNameSchema,
  base: z.string(),
  branches: z.array(branchSchema),
  memberCount: z.int(),
  trainingCount: z.int(),
});
export type Squad = z.infer<typeof squadSchema>;

export const SKILLS = [
  'first-aid',
  'navigation',
  'dog-handler',
  'drone-operator',
  'diver',
  'snowmobile',
  'off-road-driver',
  'radio-operator',
  'mapper',
  'psychologist',
] as const;

export const memberSchema = z.strictObject({
  id: idSchema,
  squadId: idSchema,
  branchId: idSchema.nullable(),
  fullName: z.string(),
  /** Shown to the squad’s own leaders and to the front office. */
  phone: z.string().nullable(),
  isMinor: z.boolean(),
  skills: z.array(z.enum(SKILLS)),
  hasAccount: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const listSquads = defineRoute({
  id: 'listSquads',
  method: 'GET',
  path: '/api/v1/squads',
  access: 'squad.read',
  summary: 'Squads with their branches',
  status: 200,
  response: z.strictObject({ items: z.array(squadSchema) }),
});
export const createSquad = defineRoute({
  id: 'createSquad',
  method: 'POST',
  path: '/api/v1/squads',
  access: 'user.manage',
  summary: 'Add a squad',
  body: z.strictObject({
    commandId: commandIdSchema,
    code: z.string().regex(/^[A-Z0-9-]{2,20}$/, 'must be 2 to 20 capital letters A-Z, digits or dashes'),
    name: localisedNameSchema,
    base: text(120),
    branches: z
      .array(z.strictObject({ name: localisedNameSchema }))
      .max(30)
      .default([]),
  }),
  status: 201,
  response: squadSchema,
});
export const listMembers = defineRoute({
  id: 'listMembers',
  method: 'GET',
  path: '/api/v1/squads/:id/members',
  access: 'member.read',
  summary: 'Members of a squad',
  params: byId,
  query: z.strictObject(pageQuery),
  status: 200,
  response: pageOf(memberSchema),
});
export const addMember = defineRoute({
  id: 'addMember',
  method: 'POST',
  path: '/api/v1/squads/:id/members',
  access: 'squad.manage',
  summary: 'Add a member to a squad',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    fullName: text(200),
    phone: phoneSchema.optional(),
    birthYear: z.int().min(1900).max(2100).optional(),
    branchId: idSchema.optional(),
    skills: z.array(z.enum(SKILLS)).max(20).default([]),
  }),
  status: 201,
  response: memberSchema,
});

export const trainingSchema = z.strictObject({
  id: idSchema,
  squadId: idSchema,
  title: z.string(),
  audience: z.enum(['students', 'members', 'public']),
  heldOn: daySchema,
  participants: z.int(),
  note: z.string().nullable(),
});
export const listTrainings = defineRoute({
  id: 'listTrainings',
  method: 'GET',
  path: '/api/v1/squads/:id/trainings',
  access: 'squad.read',
  summary: 'Trainings held by a squad',
  params: byId,
  query: z.strictObject(pageQuery),
  status: 200,
  response: pageOf(trainingSchema),
});
export const recordTraining = defineRoute({
  id: 'recordTraining',
  method: 'POST',
  path: '/api/v1/squads/:id/trainings',
  access: 'squad.manage',
  summary: 'Record a training',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    title: text(200),
    audience: z.enum(['students', 'members', 'public']),
    heldOn: daySchema,
    participants: z.int().min(1).max(10_000),
    note: optionalText(1000),
  }),
  status: 201,
  response: trainingSchema,
});
