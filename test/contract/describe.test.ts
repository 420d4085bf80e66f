// The server's description of itself: complete, resolvable, valid, and agreeing with the contracts on real values.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import {
  apiErrorSchema,
  createApplication,
  createGrid,
  ERROR_STATUS,
  EVENT_TYPES,
  incidentEventSchema,
  openIncident,
  ROUTES,
  SERVER_MESSAGES,
  SOCKET_COMMANDS,
} from '@izdeu/contracts';
import {
  asyncApiDocument,
  DescribeController,
  DESCRIBED_ROUTES,
  errorStatusesOf,
  openApiDocument,
  permissionMatrixMarkdown,
  readSettings,
  templatePath,
} from '@izdeu/server-kit';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the documents are walked freely here
type Any = any;
type Json = Record<string, Any>;

/** The validator that Fastify brings; the linter's copy at the root is too old for these dialects. */
const requireFromFastify = createRequire(
  createRequire(createRequire(import.meta.url).resolve('fastify')).resolve('@fastify/ajv-compiler'),
);
const Ajv2020 = requireFromFastify('ajv/dist/2020').default;
const Ajv7 = requireFromFastify('ajv').default;
const addFormats = requireFromFastify('ajv-formats').default;

const info = { version: '1.2.3', publicUrl: 'https://izdeu.example' };
const openApi: Json = JSON.parse(JSON.stringify(openApiDocument(DESCRIBED_ROUTES, info)));
const asyncApi: Json = JSON.parse(JSON.stringify(asyncApiDocument(info)));

const referencesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
};

const resolve = (document: Json, reference: string): Any =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Any>((place, step) => place?.[step], document);

const unresolvedIn = (document: Json): string[] =>
  [...new Set(referencesIn(document))].filter(
    (reference) => !reference.startsWith('#/') || resolve(document, reference) === undefined,
  );

const operationOf = (route: (typeof ROUTES)[number]): Json =>
  openApi.paths[templatePath(route.path)]?.[route.method.toLowerCase()];

const validatorFor = (Ajv: Any, document: Json, pointer: string) => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: 'https://izdeu.example/document' });
  return ajv.compile({ $ref: `https://izdeu.example/document${pointer}` });
};

const escapePointer = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');
const bodyPointer = (path: string): string =>
  `#/paths/${encodeURIComponent(escapePointer(path))}/post/requestBody/content/application~1json/schema`;

const id = '0193c1a0-0000-7000-8000-000000000001';
const commandId = '0193c1a0-0000-7000-8000-0000000000ff';

describe('OpenAPI', () => {
  it('names its version, licence and address', () => {
    expect(openApi).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Izdeu', version: '1.2.3', license: { identifier: 'Apache-2.0' } },
      servers: [{ url: 'https://izdeu.example' }],
    });
  });

  it('has every reference lead somewhere', () => {
    expect(unresolvedIn(openApi)).toEqual([]);
  });

  it('has component names every tool accepts', () => {
    const names = Object.values(openApi.components as Json).flatMap((group) => Object.keys(group as Json));
    expect(names.filter((name) => !/^[A-Za-z0-9._-]+$/.test(name))).toEqual([]);
  });

  it.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_name, route) => {
    const operation = operationOf(route);
    expect(operation).toMatchObject({ operationId: route.id, 'x-permission': route.access });
    expect(Object.keys(operation.responses)).toEqual(
      [route.status, ...errorStatusesOf(route), 'default'].map(String).sort(byStatus),
    );
    expect(operation.requestBody === undefined).toBe(route.body === undefined);
    expect(operation.security).toEqual(route.access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }]);
    const inPath = operation.parameters.filter((parameter: Json) => parameter.in === 'path');
    expect(inPath.map((parameter: Json) => `{${parameter.name}}`)).toEqual(
      templatePath(route.path).match(/\{[^}]+\}/g) ?? [],
    );
  });

  it('has no operation without a route, and each operation id once', () => {
    const operations = Object.values(openApi.paths as Json).flatMap((path) => Object.values(path as Json));
    const ids = operations.map((operation) => (operation as Json).operationId as string);
    expect([...ids].sort()).toEqual(DESCRIBED_ROUTES.map((route) => route.id).sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lists the codes of every error below 500', () => {
    for (const [code, status] of Object.entries(ERROR_STATUS))
      if (status < 500) expect(openApi.components.responses[`Error${status}`].description).toContain(code);
  });

  it('consists of valid JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const [name, schema] of Object.entries(openApi.components.schemas as Json))
      expect([name, ajv.validateSchema(schema), ajv.errors]).toEqual([name, true, null]);
    for (const operation of Object.values(openApi.paths as Json).flatMap((path) =>
      Object.values(path as Json),
    ))
      for (const media of Object.values(((operation as Json).requestBody?.content ?? {}) as Json))
        expect(ajv.validateSchema((media as Json).schema)).toBe(true);
  });

  it('never says that a sent value is read-only', () => {
    expect(JSON.stringify(openApi)).not.toContain('"readOnly"');
  });

  it('describes tidied texts as texts, in both directions', () => {
    const { PersonProfile, PersonProfileInput } = openApi.components.schemas;
    expect(PersonProfile.properties.citizenship).toEqual({ type: 'string', maxLength: 60 });
    expect(PersonProfileInput.properties.citizenship).toEqual({ type: 'string', maxLength: 60 });
    expect(PersonProfileInput.required).toBeUndefined();
  });

  it('takes a photo as a form with a file', () => {
    const [media] = Object.keys(openApi.paths['/api/v1/applications/{id}/photos'].post.requestBody.content);
    const { schema } =
      openApi.paths['/api/v1/applications/{id}/photos'].post.requestBody.content['multipart/form-data'];
    expect(media).toBe('multipart/form-data');
    expect(schema.properties.file).toEqual({
      type: 'string',
      contentMediaType: 'application/octet-stream',
    });
    expect(schema.required).toEqual(['commandId', 'personId', 'file']);
  });

  const square = [
    [63.6, 53.2],
    [63.7, 53.2],
    [63.7, 53.3],
    [63.6, 53.2],
  ];
  const samples = [
    [
      createApplication,
      { commandId, applicant: { phone: '+7 701 000 00 00' }, persons: [{ fullName: 'A' }] },
    ],
    [createApplication, { commandId, applicant: {}, persons: [] }],
    [
      createApplication,
      { commandId, applicant: { phone: '+77010000000' }, persons: [{ fullName: 'A' }], extra: 1 },
    ],
    [openIncident, incident()],
    [openIncident, { ...incident(), squadIds: [] }],
    [openIncident, { ...incident(), initialPlanningPoint: { type: 'Point', coordinates: [53.2, 163.6] } }],
    [openIncident, { ...incident(), commandId: 'not a uuid' }],
  ] as const;
  it.each(samples)('agrees with the contract on %#', (route, body) => {
    const validate = validatorFor(Ajv2020, openApi, bodyPointer(route.path));
    expect(validate(body)).toBe(route.body?.safeParse(body).success);
  });

  it.each([
    [100, true],
    [300, false],
  ])('agrees on a grid with cells of %d metres', (cellSizeMetres, accepted) => {
    const validate = validatorFor(Ajv2020, openApi, bodyPointer(templatePath(createGrid.path)));
    const body = { commandId, boundary: { type: 'Polygon', coordinates: [square] }, cellSizeMetres };
    expect(validate(body)).toBe(accepted);
    expect(createGrid.body?.safeParse(body).success).toBe(accepted);
  });

  it('accepts the one error shape', () => {
    const validate = validatorFor(Ajv2020, openApi, '#/components/schemas/ApiError');
    const error = { code: 'CONFLICT', message: 'changed meanwhile', requestId: 'r' };
    expect(validate(error)).toBe(true);
    expect(apiErrorSchema.safeParse(error).success).toBe(true);
    expect(validate({ ...error, code: 'OTHER' })).toBe(false);
  });
});

describe('AsyncAPI', () => {
  it('names its version, protocol and address', () => {
    expect(asyncApi).toMatchObject({
      asyncapi: '3.0.0',
      info: { version: '1.2.3' },
      servers: { station: { host: 'izdeu.example', protocol: 'wss', pathname: '/socket.io/' } },
    });
    expect(asyncApi.servers.station.security).toHaveLength(2);
  });

  it('has every reference lead somewhere', () => {
    expect(unresolvedIn(asyncApi)).toEqual([]);
  });

  it('has component names every tool accepts', () => {
    const names = Object.values(asyncApi.components as Json).flatMap((group) => Object.keys(group as Json));
    expect(names.filter((name) => !/^[A-Za-z0-9._-]+$/.test(name))).toEqual([]);
  });

  it('has a channel for each command and each server message, and no other', () => {
    expect(Object.keys(asyncApi.channels).sort()).toEqual(
      [...Object.keys(SOCKET_COMMANDS), ...Object.keys(SERVER_MESSAGES)].sort(),
    );
    for (const [name, channel] of Object.entries(asyncApi.channels as Json))
      expect((channel as Json).address).toBe(name);
  });

  it.each(Object.entries(SOCKET_COMMANDS))('receives %s and answers it', (name, command) => {
    const operation = operationsOn(name)[0] as Json;
    expect(operation).toMatchObject({ action: 'receive', 'x-permission': command.permission });
    const ack = resolve(
      asyncApi,
      resolve(asyncApi, operation.reply.messages[0].$ref as string).$ref as string,
    );
    const branches = ack.payload.oneOf ?? ack.payload.anyOf;
    expect(branches).toHaveLength(2);
    expect(JSON.stringify(branches)).toContain('#/components/schemas/ApiError');
  });

  it.each(Object.keys(SERVER_MESSAGES))('sends %s', (name) => {
    expect(operationsOn(name)).toMatchObject([{ action: 'send' }]);
  });

  it('has a message for every type of event', () => {
    expect(Object.keys(asyncApi.channels['incident:event'].messages).sort()).toEqual([...EVENT_TYPES].sort());
  });

  it('consists of valid JSON Schema draft 7', () => {
    const ajv = new Ajv7({ strict: false });
    for (const [name, schema] of Object.entries(asyncApi.components.schemas as Json))
      expect([name, ajv.validateSchema(schema), ajv.errors]).toEqual([name, true, null]);
    for (const message of Object.values(asyncApi.components.messages as Json))
      expect(ajv.validateSchema((message as Json).payload)).toBe(true);
  });

  it('agrees with the contract on an event', () => {
    const validate = validatorFor(Ajv7, asyncApi, '#/components/messages/grid.archived.v1/payload');
    const event = {
      incidentId: id,
      seq: 7,
      type: 'grid.archived.v1',
      payload: { gridId: id, reason: 'drawn by mistake' },
      actor: { userId: id, displayName: 'Dispatcher' },
      occurredAt: '2026-01-01T00:00:00.000Z',
    };
    for (const [value, accepted] of [
      [event, true],
      [{ ...event, seq: 0 }, false],
      [{ ...event, payload: {} }, false],
    ] as const) {
      expect(validate(value)).toBe(accepted);
      expect(incidentEventSchema.safeParse(value).success).toBe(accepted);
    }
  });
});

describe('the routes that answer the documents', () => {
  it('compute each once, with the version of the program and the public address', () => {
    const controller = new DescribeController(readSettings({ PUBLIC_URL: 'https://izdeu.example' }));
    expect(controller.openApi()).toBe(controller.openApi());
    expect(controller.asyncApi()).toBe(controller.asyncApi());
    expect(controller.openApi()).toMatchObject({
      info: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      servers: [{ url: 'https://izdeu.example' }],
    });
  });
});

describe('docs/permissions.md', () => {
  it('is what the contracts say (node libs/server-kit/dist/describe/write-permissions.js)', () => {
    const file = new URL('../../docs/permissions.md', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(permissionMatrixMarkdown(DESCRIBED_ROUTES, SOCKET_COMMANDS));
  });
});

function operationsOn(name: string): unknown[] {
  return Object.values(asyncApi.operations as Json).filter(
    (operation) => (operation as Json).channel.$ref === `#/channels/${name}`,
  );
}

function incident(): Json {
  return {
    commandId,
    applicationIds: [id],
    initialPlanningPoint: { type: 'Point', coordinates: [63.6, 53.2] },
    squadIds: [id],
  };
}

/** Object keys that are whole numbers come first, in ascending order. */
function byStatus(a: string, b: string): number {
  return (Number(a) || 1000) - (Number(b) || 1000);
}
