import { getSnapshot } from '@izdeu/contracts';
import type { Api } from '../support/api.js';
import type { SearchOptions } from '../support/search.js';
import type { ChaosProxy } from '../support/chaos-proxy.js';
import { Follower } from './follower.js';
import { judge } from './oracle.js';
import { PlainSystem } from './plain-system.js';
import type { Figures, Plan } from './scenario.js';
import { Workload } from './workload.js';
import type { World } from './world.js';

export interface BurstOptions {
  readonly name: string;
  /** Addresses of the sockets, if a proxy stands in front. */
  readonly urls?: readonly string[];
  /** Where commands go, if a proxy stands in front. */
  readonly api?: Api;
  readonly clients?: number;
  /** Clients of each naive stack; as many as ours unless that is more than a test's process should hold. */
  readonly plainClients?: number;
  readonly workers?: number;
  readonly restMilliseconds?: number;
  readonly cellSizeMetres?: SearchOptions['cellSizeMetres'];
}

const CONNECTING_AT_ONCE = 20;

/** A search under load, watched by phones and, beside it, by as many clients of the naive stack. */
export class Burst {
  private constructor(
    private readonly world: World,
    readonly load: Workload,
    readonly followers: readonly { follower: Follower; token: string }[],
    /** Without and with socket.io's connection state recovery. */
    readonly plain: readonly [PlainSystem, PlainSystem],
    private readonly since: number,
  ) {}

  static async start(world: World, plan: Plan, options: BurstOptions): Promise<Burst> {
    const { name, clients = 8, workers, restMilliseconds, cellSizeMetres = 250 } = options;
    const { plainClients = clients } = options;
    const urls = options.urls ?? world.gatewayUrls;
    const search = await world.search({ cellSizeMetres });
    const { dispatcher, searcher, incident } = search;
    const follow = async (_: unknown, index: number) => {
      const token = index % 2 === 0 ? dispatcher : searcher;
      const follower = await Follower.start(urls[index % urls.length] ?? '', token, incident.id);
      return { follower, token };
    };
    const followers: { follower: Follower; token: string }[] = [];
    while (followers.length < clients) {
      const more = Math.min(CONNECTING_AT_ONCE, clients - followers.length);
      followers.push(...(await Promise.all(Array.from({ length: more }, follow))));
    }
    const plain = [
      await PlainSystem.start(plainClients, plan.seed),
      await PlainSystem.start(plainClients, plan.seed, true),
    ] as const;
    const snapshot = await world.api.call(dispatcher, getSnapshot, { params: { id: incident.id } });
    const load = new Workload(() => options.api ?? world.api, search, {
      seed: plan.seed,
      workers,
      restMilliseconds,
      name: `${name}-${plan.mode}`,
      onAcknowledged: () => plain.forEach((system) => system.emit()),
    });
    return new Burst(world, load, followers, plain, snapshot.seq);
  }

  /** The lines of the naive stacks, where the same faults belong. */
  get plainLines(): readonly ChaosProxy[] {
    return this.plain.map(({ line }) => line);
  }

  /** Ends the work and holds everything against everything. */
  async judge(): Promise<Figures> {
    await this.load.finish();
    const { load, followers, since } = this;
    const figures = await judge({ api: this.world.api, load, since, followers });
    const [bare, recovery] = [await this.plain[0].result(), await this.plain[1].result()];
    return {
      ...figures,
      plainMissedPercent: bare.missedPercent,
      recoveryMissedPercent: recovery.missedPercent,
      ...(bare.doubledPercent + recovery.doubledPercent > 0 && {
        plainDoubledPercent: Math.max(bare.doubledPercent, recovery.doubledPercent),
      }),
    };
  }

  async close(): Promise<void> {
    await this.load.giveUp();
    for (const { follower } of this.followers) follower.close();
    await Promise.all(this.plain.map((system) => system.close()));
  }

  /** With `work`, then closed whatever happened. */
  static async during(
    world: World,
    plan: Plan,
    options: BurstOptions,
    work: (burst: Burst) => Promise<Figures | void>,
  ): Promise<Figures> {
    const burst = await Burst.start(world, plan, options);
    try {
      const own = (await work(burst)) ?? {};
      return { ...(await burst.judge()), ...own };
    } finally {
      await burst.close();
    }
  }
}
