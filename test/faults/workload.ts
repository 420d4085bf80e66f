import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  assignSectors,
  changeAssignmentStatus,
  changeTeam,
  createApplication,
  drawSector,
  proposeOutcome,
  rejectOutcome,
  reportPositions,
  type AnyRoute,
  type Assignment,
  type AssignmentState,
  type Fix,
  type Outcome,
  type RouteResponse,
  type Team,
} from '@izdeu/contracts';
import { isFinalAssignment, sectorIdOf } from '@izdeu/domain';
import { Refusal, type Api } from '../support/api.js';
import { SeededRandom } from '../support/random.js';
import { newApplication, type Search } from '../support/search.js';
import { pause } from './app-process.js';

/** One command as its sender remembers it. */
export interface Sent {
  readonly commandId: string;
  readonly route: AnyRoute;
  readonly token: string;
  readonly request: { params: { id: string }; body: { commandId: string } & Record<string, unknown> };
  attempts: number;
  answer: unknown;
  /** From the first attempt to the answer. */
  milliseconds: number;
}

export interface WorkloadOptions {
  readonly seed: number;
  readonly workers?: number;
  /** Milliseconds between two commands of one worker. */
  readonly restMilliseconds?: number;
  readonly onAcknowledged?: (command: Sent) => void;
  /** A name for the log in `.cache/faults`. */
  readonly name: string;
}

const LOGS = resolve(import.meta.dirname, '../../.cache/faults');
const RETRY_MILLISECONDS = 40;

/**
 * Dispatchers, leaders and phones at work. Which command comes next follows from the seed; each is sent until it is
 * answered, always under the same id, and every attempt and every answer is written down.
 */
export class Workload {
  readonly sent: Sent[] = [];
  /** Answers below 500 other than success: none is expected, since no two workers share an object. */
  readonly refusals: string[] = [];
  /** Answers that say "our mistake": whatever a server lacks for a while, the answer to that is UNAVAILABLE. */
  readonly mistakes: string[] = [];
  readonly fixes: Fix[] = [];
  private readonly log: string;
  private working = true;
  private isGivenUp = false;
  private readonly work: Promise<unknown>;

  constructor(
    private readonly api: () => Api,
    readonly search: Search,
    private readonly options: WorkloadOptions,
  ) {
    this.log = resolve(LOGS, `${options.name}.jsonl`);
    mkdirSync(dirname(this.log), { recursive: true });
    const workers = options.workers ?? 4;
    const sectors = Array.from({ length: search.grid.sectorCount }, (_, index) =>
      sectorIdOf(search.grid.id, index),
    );
    this.work = Promise.all(
      Array.from({ length: workers }, (_, number) => {
        const own = sectors.filter((__, index) => index % workers === number);
        return new Worker(this, number, own, new SeededRandom(options.seed * 1_000 + number)).run();
      }),
    ).catch((error: unknown) => {
      this.working = false;
      this.refusals.push(String(error));
    });
  }

  get acknowledged(): Sent[] {
    return this.sent.filter(({ answer }) => answer !== undefined);
  }

  get isWorking(): boolean {
    return this.working;
  }

  /** Waits until so many more were acknowledged. @throws when the workers gave up or it takes too long */
  async acknowledges(more: number, withinMilliseconds = 120_000): Promise<void> {
    const goal = this.acknowledged.length + more;
    const deadline = Date.now() + withinMilliseconds;
    while (this.acknowledged.length < goal) {
      if (!this.working) throw new Error(`the work ended: ${this.refusals.join('; ')}`);
      if (Date.now() > deadline) throw new Error(`no ${more} answers within ${withinMilliseconds} ms`);
      await pause(5);
    }
  }

  /** No new commands; those under way are answered first. */
  async finish(): Promise<void> {
    this.working = false;
    await this.work;
  }

  /** For a scenario that failed: no further attempts either, whoever should answer may be dead. */
  async giveUp(): Promise<void> {
    this.isGivenUp = true;
    await this.finish();
  }

  /** Sends until it is answered. A refusal is an answer, and here a fault of the server. */
  async insist<T extends AnyRoute>(
    token: string,
    route: T,
    id: string,
    fields: object,
  ): Promise<RouteResponse<T>> {
    const commandId = randomUUID();
    const request = { params: { id }, body: { commandId, ...fields } };
    const command: Sent = {
      commandId,
      route,
      token,
      request,
      attempts: 0,
      answer: undefined,
      milliseconds: 0,
    };
    this.sent.push(command);
    const started = performance.now();
    for (;;) {
      command.attempts += 1;
      this.note({ attempt: command.attempts, commandId, route: route.id, ...request });
      try {
        const answer = await this.api().call(token, route, request as never);
        command.answer = answer;
        command.milliseconds = performance.now() - started;
        this.note({ acknowledged: commandId, answer });
        this.options.onAcknowledged?.(command);
        return answer;
      } catch (error) {
        this.note({ failed: commandId, error: String(error) });
        if (this.isGivenUp) throw error;
        if (error instanceof Refusal && error.status < 500) {
          this.refusals.push(`${route.id}: ${error.message}`);
          throw error;
        }
        if (error instanceof Refusal && error.error.code !== 'UNAVAILABLE')
          this.mistakes.push(`${route.id}: ${error.message}`);
        await pause(RETRY_MILLISECONDS);
      }
    }
  }

  rest(): Promise<void> {
    return this.options.restMilliseconds === undefined
      ? Promise.resolve()
      : pause(this.options.restMilliseconds);
  }

  private note(line: object): void {
    appendFileSync(this.log, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  }
}

/** One sender with sectors, drafts and applications of its own, so that nothing it does may be refused. */
class Worker {
  private readonly open: Assignment[] = [];
  private team: Team;
  private outcome: Outcome | null = null;
  private drawn = 0;
  private readonly deviceId = randomUUID();
  private sequence = 0;

  constructor(
    private readonly load: Workload,
    private readonly number: number,
    private readonly free: string[],
    private readonly random: SeededRandom,
  ) {
    this.team = load.search.teams[number % 2 === 0 ? 0 : 1];
  }

  async run(): Promise<void> {
    while (this.load.isWorking) {
      await this.next();
      await this.load.rest();
    }
  }

  private next(): Promise<void> {
    const chance = this.random.below(100);
    if (chance < 4) return this.takeApplication();
    if (chance < 9) return this.reportPositions();
    if (chance < 12) return this.draw();
    // Two workers share a team: only the first of them renames it.
    if (chance < 15 && this.number < 2) return this.renameTeam();
    if (chance < 20 && this.number === 0) return this.proposeOrReject();
    if (this.open.length < 3 || (chance < 45 && this.open.length < 8)) return this.assign();
    return this.step();
  }

  private async assign(): Promise<void> {
    const { dispatcher, incident } = this.load.search;
    const sectorIds = this.free.splice(0, 1 + this.random.below(3));
    if (sectorIds.length === 0) return this.step();
    const draft = this.random.below(6) === 0;
    const fields = { sectorIds, teamId: this.team.id, draft };
    const { assignments } = await this.load.insist(dispatcher, assignSectors, incident.id, fields);
    this.open.push(...assignments);
  }

  /** Some step of some open assignment; a finished one gives its sector back. */
  private async step(): Promise<void> {
    const index = this.random.below(this.open.length);
    const before = this.open[index];
    if (before === undefined) return;
    const fields = this.stepFrom(before.state);
    const { dispatcher } = this.load.search;
    const { assignment } = await this.load.insist(dispatcher, changeAssignmentStatus, before.id, fields);
    if (!isFinalAssignment(assignment.state)) this.open[index] = assignment;
    else {
      this.open.splice(index, 1);
      this.free.push(assignment.sectorId);
    }
  }

  private stepFrom(state: AssignmentState): object {
    if (this.random.below(12) === 0) return { to: 'withdrawn', reason: 'перенесено' };
    switch (state) {
      case 'draft':
        return { to: 'assigned' };
      case 'assigned':
        return { to: 'acknowledged' };
      case 'acknowledged':
        return { to: 'en-route' };
      case 'en-route':
      case 'paused':
        return { to: 'searching' };
      case 'searching':
        return { to: this.random.below(4) === 0 ? 'paused' : 'returning' };
      case 'returning':
        return { to: 'debriefing' };
      default:
        return this.random.below(3) === 0
          ? { to: 'incomplete', debrief: { searchedSharePercent: 50, estimatedPodPercent: 40 } }
          : { to: 'completed', debrief: { searchedSharePercent: 100, estimatedPodPercent: 70 } };
    }
  }

  private async renameTeam(): Promise<void> {
    const fields = { version: this.team.version, callSign: `Отряд ${this.number}-${this.team.version}` };
    const { dispatcher } = this.load.search;
    this.team = (await this.load.insist(dispatcher, changeTeam, this.team.id, fields)).team;
  }

  private async draw(): Promise<void> {
    const { dispatcher, incident } = this.load.search;
    const west = 63.2 + this.random.next() / 10;
    const south = 52.9 + this.random.next() / 10;
    const ring = [
      [west, south],
      [west + 0.01, south],
      [west + 0.01, south + 0.01],
      [west, south],
    ];
    this.drawn += 1;
    const fields = {
      label: `Р${this.number}-${this.drawn}`,
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    await this.load.insist(dispatcher, drawSector, incident.id, fields);
  }

  private async takeApplication(): Promise<void> {
    const { commandId: _own, ...fields } = newApplication(`Пропавший ${this.random.below(1_000_000)}`);
    await this.load.insist(this.load.search.dispatcher, createApplication, '', fields);
  }

  /** One proposes, another returns it: events that only staff may see. */
  private async proposeOrReject(): Promise<void> {
    const { dispatcher, supervisor, application, incident } = this.load.search;
    if (this.outcome !== null) {
      await this.load.insist(supervisor, rejectOutcome, this.outcome.id, { reason: 'не он' });
      this.outcome = null;
      return;
    }
    const personId = application.persons[0]?.id ?? '';
    const fields = { kind: 'found-alive', evidence: 'видели', incidentId: incident.id };
    this.outcome = await this.load.insist(dispatcher, proposeOutcome, personId, fields);
  }

  private async reportPositions(): Promise<void> {
    const { searcher, incident } = this.load.search;
    const fixes = Array.from({ length: 1 + this.random.below(20) }, (): Fix => {
      this.sequence += 1;
      return {
        deviceId: this.deviceId,
        sequence: this.sequence,
        at: new Date().toISOString(),
        lon: 63.1 + this.random.next() / 100,
        lat: 52.95 + this.random.next() / 100,
        accuracyMetres: 5,
      };
    });
    await this.load.insist(searcher, reportPositions, incident.id, { fixes });
    this.load.fixes.push(...fixes);
  }
}
