import { z } from 'zod';
import {
  commandIdSchema,
  idSchema,
  localeSchema,
  pageOf,
  pageQuery,
  text,
  versionSchema,
} from '../primitives.js';
import { permissionSchema, roleGrantSchema } from '../roles.js';
import { defineRoute } from '../route.js';

const loginSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{3,60}$/, 'must be 3 to 60 letters a-z, digits, dots, dashes or underscores');
const passwordSchema = z.string().min(10, 'must have at least 10 characters').max(200);

export const meSchema = z.strictObject({
  id: idSchema,
  login: z.string(),
  displayName: z.string(),
  locale: localeSchema,
  roles: z.array(roleGrantSchema),
  permissions: z.array(permissionSchema),
  member: z
    .strictObject({ id: idSchema, squadId: idSchema, fullName: z.string(), isMinor: z.boolean() })
    .nullable(),
});
export type Me = z.infer<typeof meSchema>;

const empty = z.strictObject({});
const byId = z.strictObject({ id: idSchema });

const signedIn = z.strictObject({ user: meSchema, token: z.string().optional() });

export const signIn = defineRoute({
  id: 'signIn',
  method: 'POST',
  path: '/api/v1/session',
  access: 'public',
  summary: 'Sign in; sets the session cookie, or answers a bearer token for programs',
  body: z.strictObject({
    login: z.string().min(1).max(200),
    password: z.string().min(1).max(200),
    transport: z.enum(['cookie', 'token']).default('cookie'),
  }),
  status: 200,
  response: signedIn,
});
export const signOut = defineRoute({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/v1/session',
  access: 'signed-in',
  summary: 'Sign out; live sockets of the session are closed',
  status: 200,
  response: empty,
});
export const getMe = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/api/v1/me',
  access: 'signed-in',
  summary: 'Who I am and what I may do',
  status: 200,
  response: meSchema,
});
export const setLocale = defineRoute({
  id: 'setLocale',
  method: 'PATCH',
  path: '/api/v1/me',
  access: 'signed-in',
  summary: 'Change my language',
  body: z.strictObject({ commandId: commandIdSchema, locale: localeSchema }),
  status: 200,
  response: meSchema,
});

const sessionSchema = z.strictObject({
  id: idSchema,
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
  transport: z.enum(['cookie', 'token']),
});
export const listSessions = defineRoute({
  id: 'listSessions',
  method: 'GET',
  path: '/api/v1/me/sessions',
  access: 'signed-in',
  summary: 'My sessions',
  status: 200,
  response: z.strictObject({ items: z.array(sessionSchema) }),
});
export const endSession = defineRoute({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/v1/me/sessions/:id',
  access: 'signed-in',
  summary: 'End one of my sessions',
  params: byId,
  status: 200,
  response: empty,
});

const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/, 'must be the token of an invitation link');
const invitationView = z.strictObject({
  kind: z.enum(['first-administrator', 'invitation']),
  roles: z.array(roleGrantSchema),
  memberName: z.string().nullable(),
  expiresAt: z.string(),
});
export const inspectInvitation = defineRoute({
  id: 'inspectInvitation',
  method: 'POST',
  path: '/api/v1/public/invitations/inspect',
  access: 'public',
  summary: 'What an invitation link offers; the token travels in the body so that no log holds it',
  body: z.strictObject({ token: tokenSchema }),
  status: 200,
  response: invitationView,
});
export const acceptInvitation = defineRoute({
  id: 'acceptInvitation',
  method: 'POST',
  path: '/api/v1/public/invitations/accept',
  access: 'public',
  summary: 'Create the account an invitation link offers and sign in',
  body: z.strictObject({
    commandId: commandIdSchema,
    token: tokenSchema,
    login: loginSchema,
    password: passwordSchema,
    displayName: text(120),
    locale: localeSchema.default('ru'),
    /** The first administrator of a small squad also runs its searches; no other link may ask for it. */
    alsoDispatcher: z.boolean().default(false),
  }),
  status: 201,
  response: signedIn,
});
export const inviteUser = defineRoute({
  id: 'inviteUser',
  method: 'POST',
  path: '/api/v1/invitations',
  access: 'user.manage',
  summary: 'Make a one-time invitation link; it is shown once and kept only as a hash',
  body: z.strictObject({
    commandId: commandIdSchema,
    roles: z.array(roleGrantSchema).min(1).max(10),
    memberId: idSchema.optional(),
  }),
  status: 201,
  response: z.strictObject({ id: idSchema, path: z.string(), expiresAt: z.string() }),
});

/** An account as administrators see it. */
export const userSchema = z.strictObject({
  id: idSchema,
  login: z.string(),
  displayName: z.string(),
  roles: z.array(roleGrantSchema),
  disabled: z.boolean(),
  version: versionSchema,
});
export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  access: 'user.manage',
  summary: 'Users',
  query: z.strictObject(pageQuery),
  status: 200,
  response: pageOf(userSchema),
});
export const changeUser = defineRoute({
  id: 'changeUser',
  method: 'PATCH',
  path: '/api/v1/users/:id',
  access: 'user.manage',
  summary: 'Change roles, disable or enable a user; a disabled one is signed out everywhere',
  params: byId,
  body: z.strictObject({
    commandId: commandIdSchema,
    version: versionSchema,
    roles: z.array(roleGrantSchema).min(1).max(10).optional(),
    disabled: z.boolean().optional(),
  }),
  status: 200,
  response: userSchema,
});
