// A program of somebody else: socket.io's own client, fetch, and what the running server says about itself.
// It takes every path, event name and field from the served documents; nothing here imports the contracts.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { applyEntry, stateFromSnapshot, stateHash, type IncidentState } from '@izdeu/domain';
import { eventually, testedModes } from '@izdeu/testing';
import { io, type Socket } from 'socket.io-client';
import { prepareSearch, type Search } from '../support/search.js';
import { PASSWORD, TestStation } from '../support/station.js';

jest.setTimeout(120_000);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a program that knows only JSON
type Json = any;
type Entry = Parameters<typeof applyEntry>[1];
type Snapshot = Parameters<typeof stateFromSnapshot>[0];

const requireFromFastify = createRequire(
  createRequire(createRequire(import.meta.url).resolve('fastify')).resolve('@fastify/ajv-compiler'),
);
const Ajv2020 = requireFromFastify('ajv/dist/2020').default;
const Ajv7 = requireFromFastify('ajv').default;
const addFormats = requireFromFastify('ajv-formats').default;

const escapePointer = (step: string): string =>
  encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));

/** What the program learnt from one of the documents, and a check of real values against it. */
class Description {
  private readonly ajv: Json;

  constructor(
    readonly document: Json,
    Ajv: Json,
  ) {
    this.ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema({ ...document, $id: 'https://described.example/document' });
  }

  /** Throws with the reasons unless the value is what the document promises at this place. */
  check(steps: string[], value: unknown): void {
    const pointer = steps.map(escapePointer).join('/');
    const validate = this.ajv.compile({ $ref: `https://described.example/document#/${pointer}` });
    if (validate(value) !== true)
      throw new Error(`not as described at ${steps.join(' / ')}: ${JSON.stringify(validate.errors)}`);
  }
}

/** The whole program. */
class Outsider {
  private token = '';
  readonly received: Entry[] = [];
  readonly times = new Map<number, number>();
  socket: Socket | null = null;
  state: IncidentState | null = null;

  private constructor(
    private readonly url: string,
    readonly http: Description,
    readonly sockets: Description,
  ) {}

  /** All it is given is the base address. */
  static async at(url: string): Promise<Outsider> {
    const document = async (name: string): Promise<Json> => (await fetch(`${url}/api/${name}.json`)).json();
    return new Outsider(
      url,
      new Description(await document('openapi'), Ajv2020),
      new Description(await document('asyncapi'), Ajv7),
    );
  }

  /** Calls an operation by its id; request and answer have to be as described. */
  async call(operationId: string, params: Record<string, string> = {}, body?: Json): Promise<Json> {
    const found = Object.entries(this.http.document.paths)
      .flatMap(([path, methods]) => Object.entries(methods as Json).map((entry) => [path, ...entry] as const))
      .find(([, , operation]) => (operation as Json).operationId === operationId);
    if (found === undefined) throw new Error(`no operation ${operationId}`);
    const [template, method] = found;
    const place = ['paths', template, method];
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
    if (body !== undefined)
      this.http.check([...place, 'requestBody', 'content', 'application/json', 'schema'], body);
    const response = await fetch(this.url + path, {
      method: method.toUpperCase(),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.token !== '' && { authorization: `Bearer ${this.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: Json = await response.json();
    if (!response.ok) throw new Error(`${operationId}: ${response.status} ${JSON.stringify(answer)}`);
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    this.http.check([...place, 'responses', String(response.status), 'content', type, 'schema'], answer);
    return answer;
  }

  async signIn(login: string, password: string): Promise<void> {
    const answer = await this.call('signIn', {}, { login, password, transport: 'token' });
    this.token = answer.token;
  }

  /** Connects with the token in the handshake and joins from what it has. */
  async join(incidentId: string): Promise<Json> {
    const { channels } = this.sockets.document;
    const socket = io(this.url, {
      path: this.sockets.document.servers.station.pathname,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token: this.token },
    });
    this.socket = socket;
    for (const channel of ['incident:event', 'incident:advanced'])
      socket.on(channels[channel].address as string, (entry: Entry) => {
        this.times.set(entry.seq, performance.now());
        this.received.push(entry);
      });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    const request = { incidentId, afterSeq: this.state?.seq ?? 0 };
    this.sockets.check(['components', 'messages', 'incidentJoinRequest', 'payload'], request);
    const ack: Json = await socket
      .timeout(20_000)
      .emitWithAck(channels['incident:join'].address as string, request);
    this.sockets.check(['components', 'messages', 'incidentJoinAck', 'payload'], ack);
    if (ack.ok !== true) throw new Error(JSON.stringify(ack.error));
    if (ack.data.mode === 'snapshot') this.state = stateFromSnapshot(ack.data.snapshot as Snapshot);
    else for (const entry of ack.data.events as Entry[]) this.apply(entry);
    return ack.data;
  }

  /** Applies what came over the socket since; each is checked against the document. */
  settle(): void {
    for (const entry of this.received.splice(0)) {
      const name = 'type' in entry ? entry.type : 'incidentAdvanced';
      this.sockets.check(['components', 'messages', name, 'payload'], entry);
      this.apply(entry);
    }
  }

  async caughtUpTo(seq: number): Promise<string> {
    await eventually(() => this.times.has(seq) || this.state?.seq === seq, `event ${seq}`, 20_000);
    this.settle();
    if (this.state?.seq !== seq) throw new Error(`at ${this.state?.seq}, not at ${seq}`);
    return stateHash(this.state);
  }

  leave(): void {
    this.socket?.close();
    this.socket = null;
  }

  private apply(entry: Entry): void {
    if (this.state === null) throw new Error('nothing to apply to');
    const result = applyEntry(this.state, entry);
    if (result.kind === 'gap') throw new Error(`expected ${result.expected}, got ${result.got}`);
    this.state = result.state;
  }
}

describe.each(testedModes())('a stock socket.io client (%s)', (mode) => {
  let station: TestStation;
  let search: Search;
  const programs: Outsider[] = [];

  beforeAll(async () => {
    station = await TestStation.start(mode);
    search = await prepareSearch(station);
  });
  afterAll(async () => {
    for (const program of programs) program.leave();
    await station.stop();
  });

  const program = async (login: string): Promise<Outsider> => {
    const made = await Outsider.at(station.url);
    programs.push(made);
    await made.signIn(login, PASSWORD);
    return made;
  };

  test.each(['dispatcher', 'searcher'])(
    'sees an assignment within a second, leaves, returns and holds the same state (reads as %s)',
    async (reader) => {
      const coordinator = await program('dispatcher');
      const stays = await program(reader);
      const leaves = await program(reader);

      const incidents = await stays.call('listIncidents');
      const incidentId: string = incidents.items[0].id;
      expect(incidentId).toBe(search.incident.id);
      expect(await stays.join(incidentId)).toMatchObject({ mode: 'snapshot' });
      await leaves.join(incidentId);
      const start = leaves.state?.seq ?? 0;
      const team = [...(stays.state?.teams.keys() ?? [])][0] ?? '';
      const sectors = (await coordinator.call('listSectors', { id: incidentId })).features
        .filter((feature: Json) => feature.properties.state === 'unsearched')
        .map((feature: Json) => feature.id as string);
      const assign = (sectorId: string): Promise<Json> =>
        coordinator.call(
          'assignSectors',
          { id: incidentId },
          { commandId: randomUUID(), sectorIds: [sectorId], teamId: team },
        );

      const delays: number[] = [];
      const assignments: Json[] = [];
      for (let index = 0; index < 5; index += 1) {
        const posted = performance.now();
        const answer = await assign(sectors[index]);
        assignments.push(answer.assignments[0]);
        await eventually(() => leaves.times.has(answer.seq as number), `event ${answer.seq}`, 20_000);
        delays.push((leaves.times.get(answer.seq as number) ?? Infinity) - posted);
      }
      expect(leaves.received.map((entry) => [entry.seq, 'type' in entry && entry.type])).toEqual(
        delays.map((_, index) => [start + index + 1, 'sector.assigned.v1']),
      );
      expect(leaves.received.map((entry: Json) => entry.payload.assignment.id)).toEqual(
        assignments.map((assignment) => assignment.id),
      );
      expect([...delays].sort((a, b) => a - b)[2]).toBeLessThan(1_000);
      leaves.settle();

      leaves.leave();
      const left = leaves.state?.seq ?? 0;
      for (const assignment of assignments.slice(0, 3))
        for (const to of ['acknowledged', 'en-route', 'searching']) {
          const body = { commandId: randomUUID(), to };
          await coordinator.call('changeAssignmentStatus', { id: assignment.id }, body);
        }
      expect((await assign(sectors[5])).seq).toBe(left + 10);

      const missed = await leaves.join(incidentId);
      expect(missed.mode).toBe('delta');
      expect(missed.events.map((event: Json) => event.seq)).toEqual(
        Array.from({ length: 10 }, (_, index) => left + index + 1),
      );
      const cold = await program(reader);
      expect((await cold.join(incidentId)).mode).toBe('snapshot');

      // Whoever is back gets what comes next like everybody else.
      const { seq } = await assign(sectors[6]);
      const expected = await stays.caughtUpTo(seq);
      expect(await leaves.caughtUpTo(seq)).toBe(expected);
      expect(await cold.caughtUpTo(seq)).toBe(expected);
      const snapshot: Snapshot = await stays.call('getSnapshot', { id: incidentId });
      expect(stateHash(stateFromSnapshot(snapshot))).toBe(expected);
    },
  );
});
