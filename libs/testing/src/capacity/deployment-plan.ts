import type { Demand } from './demand.js';

/** What one unit is taken to give. Assumptions, not measurements: change them by the options of `npm run capacity`. */
export interface Limits {
  /** Share of a core that is planned with; the rest is for bursts. */
  readonly utilisation: number;
  /** Cores of the largest single PostgreSQL one wants to run. */
  readonly databaseCores: number;
  /** Commits a second of one PostgreSQL with group commit on a good disk. */
  readonly databaseCommits: number;
  /** Processes that one database tells of changes by NOTIFY. */
  readonly listeners: number;
  /** Rows kept hot in one unpartitioned table, GB. */
  readonly databaseGigabytes: number;
  readonly keptDays: number;
  /** Network of one machine that carries gateways, Mbit/s. */
  readonly machineMegabits: number;
  readonly machineCores: number;
}

export const DEFAULT_LIMITS: Limits = {
  utilisation: 0.6,
  databaseCores: 32,
  databaseCommits: 20_000,
  listeners: 60,
  databaseGigabytes: 2_000,
  keptDays: 365,
  machineMegabits: 10_000,
  machineCores: 16,
};

/** How far a single unit is from its end: above 1 the next engine takes over. */
export interface Load {
  readonly what: string;
  readonly needed: number;
  readonly limit: number;
  readonly share: number;
  readonly takesOver: string;
}

export interface Plan {
  readonly gateways: number;
  readonly services: number;
  readonly databaseCores: number;
  readonly gatewayMachines: number;
  /** The fullest first. */
  readonly loads: readonly Load[];
}

const ENGINES = {
  databaseCores: 'positions in a table of their own, partitioned, then Citus by incident',
  commits: 'live reports gathered into one commit a tick, then Citus by incident',
  gigabytes: 'positions partitioned by month, old months to cold storage',
  redis: 'Redis Cluster: sharded pub/sub, the channel of an incident is its shard',
  received: 'phones of one incident kept on few gateways by the proxy',
  listeners: 'NATS JetStream with a subject an incident instead of NOTIFY',
} as const;

/**
 * What a demand needs, and which single unit is used up first.
 * @param receivedMicroseconds what a gateway spends on one position that another process stored
 */
export const planFor = (demand: Demand, limits: Limits, receivedMicroseconds: number): Plan => {
  const whole = (cores: number): number => Math.max(1, Math.ceil(cores / limits.utilisation));
  const gateways = whole(demand.cores.gateway);
  const services = whole(demand.cores.service);
  const load = (what: string, needed: number, limit: number, takesOver: string): Load => ({
    ...{ what, needed, limit, takesOver },
    share: needed / limit,
  });
  // Each gateway hears the incidents that somebody connected to it follows; a proxy spreads phones over all of them.
  const followers = Math.max(1, Math.min(gateways, demand.phones / demand.incidents));
  const received = (demand.fixesPerSecond * receivedMicroseconds * followers) / (1e6 * gateways);
  const loads = [
    load(
      'database cores',
      demand.cores.database,
      limits.databaseCores * limits.utilisation,
      ENGINES.databaseCores,
    ),
    load('database commits/s', demand.commitsPerSecond, limits.databaseCommits, ENGINES.commits),
    load(
      'positions kept, GB',
      demand.gigabytesPerDay * limits.keptDays,
      limits.databaseGigabytes,
      ENGINES.gigabytes,
    ),
    load('Redis cores', demand.cores.redis * followers, limits.utilisation, ENGINES.redis),
    load('cores of each gateway for positions of others', received, limits.utilisation / 2, ENGINES.received),
    load('processes on NOTIFY', gateways + services, limits.listeners, ENGINES.listeners),
  ].sort((a, b) => b.share - a.share);
  return {
    gateways,
    services,
    databaseCores: Math.ceil(demand.cores.database / limits.utilisation),
    gatewayMachines: Math.max(
      Math.ceil(gateways / limits.machineCores),
      Math.ceil(demand.megabitsPerSecond / (limits.machineMegabits * limits.utilisation)),
    ),
    loads,
  };
};
