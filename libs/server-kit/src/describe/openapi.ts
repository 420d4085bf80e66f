import { apiErrorSchema, ERROR_CODES, ERROR_STATUS, type AnyRoute } from '@izdeu/contracts';
import type { z } from 'zod';
import { SESSION_COOKIE } from '../session.service.js';
import { SchemaCatalogue, type JsonSchema } from './schema-catalogue.js';

/** What a document says of the running server. */
export interface DocumentInfo {
  readonly version: string;
  readonly publicUrl?: string;
}

interface ObjectSchema {
  readonly properties?: Record<string, JsonSchema>;
  readonly required?: readonly string[];
}

/** `/incidents/:id` as OpenAPI writes it: `/incidents/{id}`. */
export const templatePath = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');

/** Public routes that check a password or a token before they let anybody in. */
const CHECKS_CREDENTIALS = new Set(['signIn']);

/** The refusals a caller of this route must be ready for. */
export const errorStatusesOf = (route: AnyRoute): number[] => {
  const isWrite = route.method !== 'GET';
  const hasBody = route.body !== undefined;
  const takesInput = hasBody || route.params !== undefined || route.query !== undefined;
  const isPublic = route.access === 'public';
  const needsPermission = !isPublic && route.access !== 'signed-in';
  const expected: readonly (readonly [number, boolean])[] = [
    [400, takesInput],
    [401, !isPublic || CHECKS_CREDENTIALS.has(route.id)],
    // A write with the cookie from another site's page is refused on every route.
    [403, needsPermission || isWrite],
    [404, route.params !== undefined || hasBody],
    [409, hasBody],
    [413, hasBody],
    [415, hasBody],
    [422, hasBody],
    [429, isPublic && hasBody],
  ];
  return expected.filter(([, applies]) => applies).map(([status]) => status);
};

const codesOf = (status: number): string =>
  ERROR_CODES.filter((code) => ERROR_STATUS[code] === status).join(', ');

const errorContent = (error: JsonSchema) => ({ 'application/json': { schema: error } });

const errorResponses = (error: JsonSchema) => {
  const statuses = [...new Set(Object.values(ERROR_STATUS))].filter((status) => status < 500);
  return {
    ...Object.fromEntries(
      statuses.map((status) => [
        `Error${status}`,
        { description: codesOf(status), content: errorContent(error) },
      ]),
    ),
    Unexpected: { description: 'INTERNAL (500), UNAVAILABLE (503)', content: errorContent(error) },
  };
};

const parametersOf = (
  catalogue: SchemaCatalogue,
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
): object[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = catalogue.describe(schema, 'input') as ObjectSchema;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const isUnconstrained = (schema: JsonSchema): boolean => Object.keys(schema).length === 0;

/** In a form, a property that JSON cannot express is a file. */
const formSchema = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries((schema as ObjectSchema).properties ?? {}).map(([name, property]) => [
      name,
      isUnconstrained(property) ? { type: 'string', contentMediaType: 'application/octet-stream' } : property,
    ]),
  ),
});

const requestBodyOf = (catalogue: SchemaCatalogue, route: AnyRoute): object => {
  if (route.body === undefined) return {};
  const schema = catalogue.describe(route.body as z.ZodType, 'input');
  const content =
    route.bodyType === undefined
      ? { 'application/json': { schema } }
      : { [route.bodyType]: { schema: formSchema(schema) } };
  return { requestBody: { required: true, content } };
};

const answerOf = (catalogue: SchemaCatalogue, route: AnyRoute): object => {
  const mediaType = route.responseType ?? 'application/json';
  const schema = catalogue.describe(route.response as z.ZodType, 'output');
  const isFile = isUnconstrained(schema) && !mediaType.includes('json');
  return {
    description: route.summary,
    content: {
      [mediaType]: { schema: isFile ? { type: 'string', contentMediaType: mediaType } : schema },
    },
  };
};

const operationOf = (catalogue: SchemaCatalogue, route: AnyRoute): object => ({
  operationId: route.id,
  summary: route.summary,
  tags: [/^\/api\/v1\/([a-z-]+)/.exec(route.path)?.[1] ?? 'service'],
  'x-permission': route.access,
  security: route.access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
  parameters: [
    ...parametersOf(catalogue, route.params as z.ZodType | undefined, 'path'),
    ...parametersOf(catalogue, route.query as z.ZodType | undefined, 'query'),
  ],
  ...requestBodyOf(catalogue, route),
  responses: {
    [route.status]: answerOf(catalogue, route),
    ...Object.fromEntries(
      errorStatusesOf(route).map((status) => [status, { $ref: `#/components/responses/Error${status}` }]),
    ),
    default: { $ref: '#/components/responses/Unexpected' },
  },
});

const DESCRIPTION = `Coordination of searches for missing people.
Every write takes a \`commandId\`, a UUID made by the client: a repeat gets the first answer and never has a second effect.
Times are ISO 8601; geometry is GeoJSON in WGS84, longitude first. Lists take \`limit\` and \`cursor\` and answer \`nextCursor\`.
\`x-permission\` of an operation is \`public\`, \`signed-in\` or the permission it needs; objects are checked on top of it.
Numbered events over socket.io are described in /api/asyncapi.json.`;

/** OpenAPI 3.1 of these routes. */
export const openApiDocument = (routes: readonly AnyRoute[], info: DocumentInfo): object => {
  const sent = routes.flatMap(
    (route) => [route.params, route.query, route.body] as (z.ZodType | undefined)[],
  );
  const answered = routes.map((route) => route.response as z.ZodType);
  const catalogue = new SchemaCatalogue(
    'draft-2020-12',
    sent.filter((schema) => schema !== undefined),
    [...answered, apiErrorSchema],
  );
  const error = catalogue.describe(apiErrorSchema, 'output');
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = templatePath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(catalogue, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Izdeu',
      version: info.version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: info.publicUrl ?? '/' }],
    paths,
    components: {
      schemas: catalogue.schemas,
      responses: errorResponses(error),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that POST /api/v1/session answers with "transport": "token"',
        },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: SESSION_COOKIE,
          description: 'Set by POST /api/v1/session; a write from another site’s page is refused',
        },
      },
    },
  };
};
