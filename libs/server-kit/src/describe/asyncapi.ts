import {
  apiErrorSchema,
  incidentEventSchema,
  SERVER_MESSAGES,
  SOCKET_COMMANDS,
  type Permission,
} from '@izdeu/contracts';
import { z } from 'zod';
import { SESSION_COOKIE } from '../session.service.js';
import type { DocumentInfo } from './openapi.js';
import { SchemaCatalogue, type Direction } from './schema-catalogue.js';

/** A socket command as the contracts declare it. */
export interface CommandDefinition {
  readonly permission: Permission;
  readonly request: z.ZodType;
  readonly answer: z.ZodType;
  readonly summary: string;
}

const SERVER_SUMMARIES: Readonly<Record<keyof typeof SERVER_MESSAGES, string>> = {
  'incident:event': 'One numbered event of a joined incident',
  'incident:advanced': 'A number whose event this reader may not see',
  'positions:frame': 'The latest positions that changed since the last frame; frames may be dropped',
  'positions:lane': 'Whether positions come at once or every few seconds; after each join and on each change',
  'session:ended': 'The session ended; the server closes the socket after it',
};

/** `incident:join` as an identifier: `incidentJoin`. */
const identifier = (event: string): string =>
  event.replace(/[^A-Za-z0-9]+([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const acknowledgement = (answer: z.ZodType): z.ZodType =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), data: answer }),
    z.strictObject({ ok: z.literal(false), error: apiErrorSchema }),
  ]);

/** A message of a channel: its key there, what it is called on the whole, and what it carries. */
interface Message {
  readonly key: string;
  readonly name: string;
  readonly schema: z.ZodType;
  readonly direction: Direction;
}

interface Channel {
  readonly event: string;
  readonly summary: string;
  readonly messages: readonly Message[];
  /** Only on what clients send. */
  readonly permission?: Permission;
}

const commandChannel = (event: string, command: CommandDefinition): Channel => ({
  event,
  summary: command.summary,
  permission: command.permission,
  messages: [
    { key: 'request', name: `${identifier(event)}Request`, schema: command.request, direction: 'input' },
    {
      key: 'ack',
      name: `${identifier(event)}Ack`,
      schema: acknowledgement(command.answer),
      direction: 'output',
    },
  ],
});

/** What the server sends unasked: one message, or one message for each type of event. */
const serverChannel = (event: keyof typeof SERVER_MESSAGES): Channel => ({
  event,
  summary: SERVER_SUMMARIES[event],
  messages: (event === 'incident:event'
    ? incidentEventSchema.options.map((option) => [option.shape.type.value, option] as const)
    : [[identifier(event), SERVER_MESSAGES[event]] as const]
  ).map(([name, schema]) => ({ key: name, name, schema, direction: 'output' })),
});

const reference = (...steps: readonly string[]) => ({ $ref: `#/${steps.join('/')}` });

const channelObject = ({ event, summary, messages }: Channel): object => ({
  address: event,
  summary,
  servers: [reference('servers', 'station')],
  messages: Object.fromEntries(
    messages.map(({ key, name }) => [key, reference('components', 'messages', name)]),
  ),
});

const operationObject = ({ event, summary, messages, permission }: Channel): object => {
  const channel = reference('channels', event);
  const message = (key: string) => reference('channels', event, 'messages', key);
  if (permission === undefined)
    return { action: 'send', channel, summary, messages: messages.map(({ key }) => message(key)) };
  return {
    action: 'receive',
    channel,
    summary,
    'x-permission': permission,
    messages: [message('request')],
    reply: { channel, messages: [message('ack')] },
  };
};

const DESCRIPTION = `Channel addresses are socket.io event names. A command is acknowledged with
\`{ok: true, data}\` or \`{ok: false, error}\`. Events of an incident are numbered without gaps from 1: a client that
sees a gap joins again with the last number it has applied. The rules are numbered in docs/protocol.md.`;

const securitySchemes = {
  cookie: { type: 'httpApiKey', in: 'cookie', name: SESSION_COOKIE },
  token: {
    type: 'http',
    scheme: 'bearer',
    description: 'A session token as `auth: { token }` of the socket.io handshake, never in the query',
  },
};

const serverObject = (publicUrl = 'http://localhost:8080'): object => {
  const url = new URL(publicUrl);
  return {
    host: url.host,
    protocol: url.protocol === 'https:' ? 'wss' : 'ws',
    pathname: '/socket.io/',
    description: 'socket.io 4, default namespace',
    security: Object.keys(securitySchemes).map((name) => reference('components', 'securitySchemes', name)),
  };
};

/** AsyncAPI 3.0 of the socket: commands with their acknowledgements, and everything the server sends. */
export const asyncApiDocument = (info: DocumentInfo): object => {
  const channels = [
    ...Object.entries(SOCKET_COMMANDS).map(([event, command]) => commandChannel(event, command)),
    ...(Object.keys(SERVER_MESSAGES) as (keyof typeof SERVER_MESSAGES)[]).map(serverChannel),
  ];
  const messages = channels.flatMap((channel) => channel.messages);
  const schemasOf = (direction: Direction) =>
    messages.filter((message) => message.direction === direction).map((message) => message.schema);
  const catalogue = new SchemaCatalogue('draft-7', schemasOf('input'), schemasOf('output'));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Izdeu live events',
      version: info.version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { station: serverObject(info.publicUrl) },
    channels: Object.fromEntries(channels.map((channel) => [channel.event, channelObject(channel)])),
    operations: Object.fromEntries(
      channels.map((channel) => [identifier(channel.event), operationObject(channel)]),
    ),
    components: {
      messages: Object.fromEntries(
        messages.map(({ name, schema, direction }) => [
          name,
          { name, payload: catalogue.describe(schema, direction) },
        ]),
      ),
      schemas: catalogue.schemas,
      securitySchemes,
    },
  };
};
