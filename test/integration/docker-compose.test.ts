// Server mode as docker-compose.yml describes it. Docker itself is not needed to see that the description is sound.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly deploy?: {
    readonly replicas?: string | number;
    readonly resources?: { readonly limits?: { readonly cpus?: string; readonly memory?: string } };
  };
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
};
const services = Object.entries(compose.services);
const dockerfile = read('deploy/Dockerfile');
const caddyfile = read('deploy/Caddyfile');

const ownSettings = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'LOG_LEVEL'];
const knownSettings: Readonly<Record<string, readonly string[]>> = {
  database: ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD'],
  redis: ['REDISCLI_AUTH'],
  proxy: ['SITE_ADDRESS'],
  migrate: ownSettings,
  'incident-service': ownSettings,
  'realtime-gateway': ownSettings,
};
const ownServers = ['migrate', 'incident-service', 'realtime-gateway'];

/** The compiled files a service starts, as paths in the repository. */
const entryPoints = services.flatMap(([, { command }]) =>
  (Array.isArray(command) ? (command as string[]) : []).filter((word) => word.endsWith('.js')),
);

describe('docker-compose.yml', () => {
  it('has the servers, the proxy, the database, Redis and the one-shot migration', () => {
    expect(services.map(([name]) => name).sort()).toEqual(Object.keys(knownSettings).sort());
  });

  it.each(services)('%s is given known settings only', (name, { environment }) => {
    expect(Object.keys(environment ?? {}).sort()).toEqual([...(knownSettings[name] ?? [])].sort());
  });

  it.each(services)('%s has no secret in the file', (_name, { environment, command }) => {
    const secrets = Object.entries(environment ?? {}).filter(([name]) =>
      /PASSWORD|AUTH|SECRET|TOKEN/.test(name),
    );
    // `:?` makes compose refuse to start without it: no default, not even an empty one.
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
    const credentials = Object.values(environment ?? {}).map((value) => /\/\/[^/:@]*:(.*)@/.exec(value)?.[1]);
    for (const password of credentials.filter((found) => found !== undefined))
      expect(password).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
    expect(JSON.stringify(command ?? '')).not.toMatch(/requirepass (?!%s)/);
  });

  it('takes no value from .env that .env.example does not explain', () => {
    const variables = [...read('docker-compose.yml').matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(
      (match) => match[1],
    );
    const explained = [...read('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(explained).toEqual(expect.arrayContaining(variables));
    expect(explained).toEqual(expect.arrayContaining(ownSettings));
  });

  it('.env.example fills in no secret', () => {
    for (const line of read('.env.example')
      .split('\n')
      .filter((text) => /^[A-Z_]*(PASSWORD|SECRET|TOKEN)/.test(text)))
      expect(line).toMatch(/=$/);
  });

  it.each(services)('%s pins its image', (_name, { image }) => {
    expect(image).toMatch(/^[a-z/]+:\d+(\.\d+)*(-[a-z0-9.]+)?$/);
  });

  it('pins every base image of the Dockerfile', () => {
    const stages = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)];
    expect(stages.length).toBeGreaterThanOrEqual(2);
    expect(dockerfile.match(/^FROM/gm)).toHaveLength(stages.length);
    for (const [, image] of stages) expect(image).toMatch(/^[a-z/]+:\d+\.\d+[a-z0-9.-]*$/);
  });

  it.each(services)('%s has limits', (_name, { deploy }) => {
    expect(deploy?.resources?.limits?.cpus).toBeDefined();
    expect(deploy?.resources?.limits?.memory).toMatch(/^\d+[mg]$/);
  });

  it.each(services.filter(([name]) => name !== 'migrate'))(
    '%s has a health check',
    (_name, { healthcheck }) => {
      expect(healthcheck?.test.length).toBeGreaterThan(1);
    },
  );

  it.each(services)('%s waits for what it needs in a way that can come true', (_name, { depends_on }) => {
    for (const [needed, { condition }] of Object.entries(depends_on ?? {})) {
      const service = compose.services[needed];
      expect(service).toBeDefined();
      if (condition === 'service_healthy') expect(service?.healthcheck).toBeDefined();
      else expect([condition, service?.restart]).toEqual(['service_completed_successfully', 'no']);
    }
  });

  it.each(['incident-service', 'realtime-gateway'])(
    '%s starts after the migration, several times over',
    (name) => {
      const service = compose.services[name];
      expect(Object.keys(service?.depends_on ?? {}).sort()).toEqual(['database', 'migrate', 'redis']);
      expect(service?.deploy?.replicas).toBeDefined();
      // A fixed host port could be taken by one replica only.
      expect(service?.ports).toBeUndefined();
    },
  );

  it.each(['incident-service', 'realtime-gateway'])('%s may drain before it is killed', (name) => {
    const bound = /DRAIN_MILLISECONDS = (\d+)_000/.exec(read('libs/server-kit/src/run-until-signal.ts'))?.[1];
    const grace = /^(\d+)s$/.exec(compose.services[name]?.stop_grace_period ?? '')?.[1];
    expect(Number(grace)).toBeGreaterThan(Number(bound));
  });

  it('has connections for every replica, one more of each while they are replaced, and the administrator', () => {
    const size = (file: string, pattern: RegExp): number => Number(pattern.exec(read(file))?.[1]);
    // Each server has its pool and one connection that listens.
    const pools: Readonly<Record<string, number>> = {
      'incident-service': size('libs/persistence/src/open-database.ts', /url: [\s\S]*?poolSize \?\? (\d+)/),
      'realtime-gateway': size('apps/realtime-gateway/src/main.ts', /POOL_SIZE = (\d+)/),
    };
    const needed = Object.entries(pools).map(([name, pool]) => {
      const replicas = /:-(\d+)\}/.exec(String(compose.services[name]?.deploy?.replicas))?.[1];
      return (Number(replicas) + 1) * (pool + 1);
    });
    const limit = /max_connections=(\d+)/.exec(JSON.stringify(compose.services['database']?.command))?.[1];
    const RESERVED = 3 + 10;
    expect(needed.reduce((sum, count) => sum + count, RESERVED)).toBeLessThanOrEqual(Number(limit));
  });

  it('opens nothing to the outside but the proxy', () => {
    expect(compose.networks['inside']?.internal).toBe(true);
    for (const [name, { ports, networks }] of services) {
      if (name === 'proxy') continue;
      expect(ports).toBeUndefined();
      expect(networks).toEqual(['inside']);
    }
  });

  it('declares every named volume', () => {
    const used = services.flatMap(([, { volumes }]) =>
      (volumes ?? []).map((volume) => volume.split(':')[0] ?? ''),
    );
    const files = used.filter((volume) => volume.startsWith('.'));
    for (const file of files) expect(existsSync(join(root, file))).toBe(true);
    expect(Object.keys(compose.volumes).sort()).toEqual(
      [...new Set(used.filter((volume) => !volume.startsWith('.')))].sort(),
    );
  });

  it('builds from files that exist, to a stage that exists', () => {
    for (const [, { build }] of services) {
      if (build === undefined) continue;
      expect(existsSync(join(root, build.context, build.dockerfile))).toBe(true);
      expect(dockerfile).toMatch(new RegExp(`^FROM \\S+ AS ${build.target}$`, 'm'));
    }
  });

  it('copies into the image only what exists, and every workspace manifest', () => {
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm)];
    const sources = copies.flatMap((match) => (match[1] ?? '').split(' '));
    for (const source of sources) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, unknown> };
    const manifests = Object.keys(lock.packages).filter((path) => /^(libs|apps)\/[^/]+$/.test(path));
    expect(sources).toEqual(expect.arrayContaining(manifests.map((path) => `${path}/package.json`)));
  });

  it.each(entryPoints)('%s is compiled from a source that exists', (entry) => {
    const source = entry.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
    expect([source, existsSync(join(root, source))]).toEqual([source, true]);
  });

  it('runs the servers as an ordinary user', () => {
    const serverStage = dockerfile.slice(dockerfile.indexOf(' AS server'));
    expect(serverStage).toMatch(/^USER node$/m);
    for (const name of ownServers) expect(compose.services[name]?.build?.target).toBe('server');
  });
});

describe('deploy/Caddyfile', () => {
  it('sends sockets to the gateways and the rest of the protocol to the services', () => {
    expect(caddyfile).toMatch(/path \/socket\.io\/\*/);
    expect(caddyfile).toMatch(/path \/api\/\* \/health\/\* \/metrics/);
    const upstreams = [...caddyfile.matchAll(/dynamic a (\S+) (\d+)/g)].map(([, host, port]) => [host, port]);
    expect(upstreams).toEqual([
      ['realtime-gateway', '8080'],
      ['incident-service', '8080'],
    ]);
    for (const [host = '', port] of upstreams)
      expect(compose.services[host]?.environment?.['PORT']).toBe(port);
  });

  it('serves the console from where the Dockerfile puts it', () => {
    const folder = /root \* (\S+)/.exec(caddyfile)?.[1] ?? 'none';
    expect(dockerfile).toContain(`COPY --from=build /srv/izdeu/apps/console/dist ${folder}`);
  });

  it('tries the next gateway when one refuses, in spite of the cookie that names it', () => {
    const sockets = caddyfile.slice(
      caddyfile.indexOf('handle @sockets'),
      caddyfile.indexOf('@metricsFromOutside'),
    );
    expect(sockets).toMatch(/lb_try_duration \d+s/);
    expect(sockets).toMatch(/fail_duration \d+s/);
  });

  it('is served under the name from the settings, with TLS', () => {
    expect(caddyfile).toMatch(/^\{\$SITE_ADDRESS\} \{$/m);
    expect(caddyfile).not.toMatch(/auto_https off|http:\/\//);
  });
});
