// Plants a violation of each import rule in a small copy of the house and sees both nets catch it.
// The copy lies under .cache/, so that packages from npm resolve to the real node_modules while
// the workspaces resolve to the copy's own stubs.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

interface Plant {
  /** What is wrong, in words. */
  readonly rule: string;
  readonly file: string;
  readonly source: string;
  /** The ESLint rule that must report the file; null where only dependency-cruiser watches. */
  readonly eslint: string | null;
  /** The dependency-cruiser rule that must report the file; null where only ESLint watches. */
  readonly cruiser: string | null;
}

const use = (specifier: string): string =>
  `import * as planted from '${specifier}';\nexport const seen = planted;\n`;
const boundary = 'boundaries/dependencies';

const workspaceMayNot: ReadonlyArray<readonly [from: string, to: string]> = [
  ['libs/contracts', '@izdeu/domain'],
  ['libs/domain', '@izdeu/persistence'],
  ['libs/domain', '@izdeu/interchange'],
  ['libs/interchange', '@izdeu/persistence'],
  ['libs/persistence', '@izdeu/server-kit'],
  ['libs/persistence', '@izdeu/interchange'],
  ['libs/server-kit', '@izdeu/interchange'],
  ['libs/server-kit', '@izdeu/incident-service'],
  ['libs/testing', '@izdeu/domain'],
  ['libs/testing', '@izdeu/server-kit'],
  ['apps/console', '@izdeu/persistence'],
  ['apps/console', '@izdeu/server-kit'],
  ['apps/incident-service', '@izdeu/realtime-gateway'],
  ['apps/incident-service', '@izdeu/testing'],
  ['apps/realtime-gateway', '@izdeu/incident-service'],
  ['apps/realtime-gateway', '@izdeu/station'],
  ['apps/station', '@izdeu/testing'],
];

const workspaceMay: ReadonlyArray<readonly [from: string, to: string]> = [
  ['libs/domain', '@izdeu/contracts'],
  ['libs/interchange', '@izdeu/domain'],
  ['libs/persistence', '@izdeu/domain'],
  ['libs/server-kit', '@izdeu/persistence'],
  ['libs/testing', '@izdeu/persistence'],
  ['apps/console', '@izdeu/interchange'],
  ['apps/incident-service', '@izdeu/server-kit'],
  ['apps/realtime-gateway', '@izdeu/persistence'],
  ['apps/station', '@izdeu/incident-service'],
  ['apps/station', '@izdeu/realtime-gateway'],
];

const slug = (folder: string): string => folder.replace('/', '-');
const plain = (specifier: string): string => specifier.replace(/[^a-z]+/g, '-').replace(/^-/, '');

const plants: readonly Plant[] = [
  ...workspaceMayNot.map(([from, to]) => ({
    rule: `${from} may not import ${to}`,
    file: `${from}/src/planted-${plain(to)}.ts`,
    source: use(to),
    eslint: boundary,
    cruiser: `${slug(from)}-may-import`,
  })),
  {
    rule: 'a path around the package name is caught too',
    file: 'libs/domain/src/planted-by-path.ts',
    source: use('../../persistence/src/index.js'),
    eslint: boundary,
    cruiser: 'libs-domain-may-import',
  },
  {
    rule: 'a dynamic import is caught too',
    file: 'apps/realtime-gateway/src/planted-dynamic.ts',
    source: `export const seen = () => import('@izdeu/incident-service');\n`,
    eslint: boundary,
    cruiser: 'apps-realtime-gateway-may-import',
  },
  {
    rule: 'a type-only import is caught too',
    file: 'libs/contracts/src/planted-type-only.ts',
    source: `export type { Stub } from '@izdeu/domain';\n`,
    eslint: boundary,
    cruiser: 'libs-contracts-may-import',
  },
  ...['typeorm', 'pg', '@nestjs/common', 'rxjs', 'uuid'].map((name) => ({
    rule: `contracts may not import ${name}`,
    file: `libs/contracts/src/planted-${plain(name)}.ts`,
    source: use(name),
    eslint: boundary,
    cruiser: 'libs-contracts-pure-packages',
  })),
  ...['typeorm', 'pg', '@nestjs/common', 'zod'].map((name) => ({
    rule: `domain may not import ${name}`,
    file: `libs/domain/src/planted-${plain(name)}.ts`,
    source: use(name),
    eslint: boundary,
    cruiser: 'libs-domain-pure-packages',
  })),
  {
    rule: 'interchange may not import a package',
    file: 'libs/interchange/src/planted-package.ts',
    source: use('uuid'),
    eslint: boundary,
    cruiser: 'libs-interchange-pure-packages',
  },
  ...['contracts', 'domain', 'interchange'].map((lib) => ({
    rule: `${lib} may not import Node's modules`,
    file: `libs/${lib}/src/planted-node.ts`,
    source: use('node:fs'),
    eslint: boundary,
    cruiser: `libs-${lib}-no-node`,
  })),
  {
    rule: 'leaflet only in the console’s map/',
    file: 'apps/console/src/features/alpha/planted-leaflet.ts',
    source: use('leaflet'),
    eslint: 'no-restricted-imports',
    cruiser: 'console-leaflet-home',
  },
  {
    rule: 'leaflet not in the console’s realtime/ either',
    file: 'apps/console/src/realtime/planted-leaflet.ts',
    source: use('leaflet'),
    eslint: 'no-restricted-imports',
    cruiser: 'console-leaflet-home',
  },
  {
    rule: 'socket.io-client only in the console’s realtime/',
    file: 'apps/console/src/map/planted-sockets.ts',
    source: use('socket.io-client'),
    eslint: 'no-restricted-imports',
    cruiser: 'console-sockets-home',
  },
  {
    rule: 'features of the console do not import each other',
    file: 'apps/console/src/features/alpha/planted-feature.ts',
    source: use('../beta/beta.js'),
    eslint: boundary,
    cruiser: 'console-features-apart',
  },
  {
    rule: 'no cycles',
    file: 'libs/persistence/src/planted-cycle.ts',
    source: `import { other } from './planted-cycle-other.js';\nexport const one = () => other;\n`,
    eslint: null,
    cruiser: 'no-circular',
  },
  {
    rule: 'no development dependency in production code',
    file: 'libs/server-kit/src/planted-development.ts',
    source: use('yaml'),
    eslint: null,
    cruiser: 'no-dev-dependency',
  },
  {
    rule: 'an import that leads nowhere',
    file: 'libs/server-kit/src/planted-nowhere.ts',
    source: use('./nowhere.js'),
    eslint: null,
    cruiser: 'no-unresolvable',
  },
  {
    rule: 'nothing imports a spec',
    file: 'libs/server-kit/src/planted-imports-spec.ts',
    source: use('./stub.spec.js'),
    eslint: null,
    cruiser: 'no-spec-import',
  },
  {
    rule: 'no any',
    file: 'apps/station/src/planted-any.ts',
    source: 'export const loose = (value: any) => value as unknown;\n',
    eslint: '@typescript-eslint/no-explicit-any',
    cruiser: null,
  },
  {
    rule: 'no non-null assertion',
    file: 'apps/station/src/planted-bang.ts',
    source: 'export const first = (list: string[]) => list[0]!;\n',
    eslint: '@typescript-eslint/no-non-null-assertion',
    cruiser: null,
  },
  {
    rule: 'no default export',
    file: 'apps/station/src/planted-default.ts',
    source: 'export default 1;\n',
    eslint: 'no-restricted-syntax',
    cruiser: null,
  },
  {
    rule: 'no console outside an entry point',
    file: 'apps/station/src/planted-console.ts',
    source: `export const shout = () => console.log('x');\n`,
    eslint: 'no-console',
    cruiser: null,
  },
  {
    rule: 'no floating promise',
    file: 'apps/station/src/planted-floating.ts',
    source: 'const work = async () => 1;\nexport const start = () => {\n  work();\n};\n',
    eslint: '@typescript-eslint/no-floating-promises',
    cruiser: null,
  },
  {
    rule: 'no file over 300 lines',
    file: 'apps/station/src/planted-long.ts',
    source: Array.from({ length: 301 }, (_, line) => `export const line${line} = ${line};\n`).join(''),
    eslint: 'max-lines',
    cruiser: null,
  },
  {
    rule: 'no clock in domain',
    file: 'libs/domain/src/planted-clock.ts',
    source: 'export const now = () => Date.now();\n',
    eslint: 'no-restricted-properties',
    cruiser: null,
  },
  {
    rule: 'no clock in domain, spelled new Date()',
    file: 'libs/domain/src/planted-date.ts',
    source: 'export const now = () => new Date();\n',
    eslint: 'no-restricted-syntax',
    cruiser: null,
  },
  {
    rule: 'no randomness in domain',
    file: 'libs/domain/src/planted-random.ts',
    source: 'export const chance = () => Math.random();\n',
    eslint: 'no-restricted-properties',
    cruiser: null,
  },
  {
    rule: 'no I/O in domain',
    file: 'libs/domain/src/planted-io.ts',
    source: `export const get = () => fetch('http://localhost');\n`,
    eslint: 'no-restricted-globals',
    cruiser: null,
  },
];

const stub =
  'export interface Stub {\n  readonly stub: true;\n}\nexport const stub: Stub = { stub: true };\n';

/** Files that break nothing: nothing may be reported about them. */
const innocent: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    workspaceMay.map(([from, to]) => [`${from}/src/innocent-${plain(to)}.ts`, use(to)] as const),
  ),
  'apps/console/src/map/map.ts': use('leaflet'),
  'apps/console/src/realtime/realtime.ts': use('socket.io-client'),
  'apps/console/src/features/beta/beta.ts': stub,
  'apps/console/src/features/alpha/alpha.ts':
    use('../../map/map.js') + `export { stub } from '@izdeu/contracts';\n`,
  'apps/console/src/features/alpha/within.ts': use('./alpha.js'),
  'apps/console/src/app/app.ts': use('../features/alpha/alpha.js'),
  'libs/contracts/src/innocent-zod.ts': use('zod'),
  'libs/domain/src/innocent-polyclip.ts': use('polyclip-ts'),
  'libs/persistence/src/innocent-node.ts': use('node:fs'),
  'libs/persistence/src/planted-cycle-other.ts': `import { one } from './planted-cycle.js';\nexport const other = () => one;\n`,
  'libs/server-kit/src/stub.spec.ts': use('@izdeu/testing'),
  'test/integration/stub.test.ts': use('@izdeu/station') + `export { stub } from '@izdeu/testing';\n`,
};

const run = (cwd: string, script: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { cwd, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } };
    // Both tools exit non-zero when they find something: what counts is whether they printed a report.
    execFile(
      process.execPath,
      [join(root, 'node_modules', script), ...args],
      options,
      (error, stdout, stderr) => {
        if (stdout.trimStart().startsWith('[') || stdout.trimStart().startsWith('{')) resolve(stdout);
        else
          reject(new Error(`${script} gave no report: ${stderr || stdout}`, { cause: error ?? undefined }));
      },
    );
  });

const write = async (folder: string, file: string, source: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), source);
};

const buildHouse = async (house: string): Promise<void> => {
  const rootFiles = ['eslint.config.mjs', '.dependency-cruiser.cjs', 'package.json', 'tsconfig.base.json'];
  for (const file of [...rootFiles, 'scripts/may-import.cjs', 'test/tsconfig.json'])
    await cp(join(root, file), join(house, file));
  await mkdir(join(house, 'node_modules/@izdeu'), { recursive: true });
  for (const shelf of ['libs', 'apps'])
    for (const name of await readdir(join(root, shelf))) {
      const folder = `${shelf}/${name}`;
      await cp(join(root, folder, 'package.json'), join(house, folder, 'package.json'));
      const tsconfig = { extends: '../../tsconfig.base.json', include: ['src'] };
      await write(house, `${folder}/tsconfig.json`, JSON.stringify(tsconfig));
      await write(house, `${folder}/src/index.ts`, stub);
      await symlink(join(house, folder), join(house, 'node_modules/@izdeu', name));
    }
  for (const { file, source } of plants) await write(house, file, source);
  for (const [file, source] of Object.entries(innocent)) await write(house, file, source);
};

interface LintResult {
  readonly filePath: string;
  readonly messages: ReadonlyArray<{ readonly ruleId: string | null; readonly message: string }>;
}
interface CruiseReport {
  readonly summary: {
    readonly violations: ReadonlyArray<{
      readonly from: string;
      readonly to: string;
      readonly cycle?: readonly unknown[];
      readonly rule: { readonly name: string; readonly severity: string };
    }>;
  };
}

describe('the nets under the import boundaries', () => {
  let house = '';
  /** file → names of the rules that reported it */
  const linted = new Map<string, Set<string>>();
  const cruised = new Map<string, Set<string>>();

  const note = (found: Map<string, Set<string>>, file: string, rule: string): void => {
    found.set(file, (found.get(file) ?? new Set()).add(rule));
  };

  beforeAll(async () => {
    await mkdir(join(root, '.cache'), { recursive: true });
    house = await mkdtemp(join(root, '.cache/boundaries-'));
    await buildHouse(house);
    const [lint, cruise] = await Promise.all([
      run(house, 'eslint/bin/eslint.js', ['--format', 'json', 'libs', 'apps', 'test']),
      run(house, 'dependency-cruiser/bin/dependency-cruise.mjs', [
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
        ...['apps', 'libs', 'test'],
      ]),
    ]);
    for (const { filePath, messages } of JSON.parse(lint) as LintResult[])
      for (const { ruleId, message } of messages)
        note(linted, filePath.slice(house.length + 1), ruleId ?? message);
    for (const { from, to, rule, cycle } of (JSON.parse(cruise) as CruiseReport).summary.violations)
      if (rule.severity === 'error')
        // A cycle is reported once, at whichever of its files comes first.
        for (const file of cycle === undefined ? [from] : [from, to]) note(cruised, file, rule.name);
  }, 120_000);

  afterAll(async () => {
    if (house !== '') await rm(house, { recursive: true, force: true });
  });

  it.each(plants)('$rule', ({ file, eslint, cruiser }) => {
    if (eslint !== null) expect([...(linted.get(file) ?? [])]).toContain(eslint);
    if (cruiser !== null) expect([...(cruised.get(file) ?? [])]).toContain(cruiser);
  });

  it('plants something for each import rule of dependency-cruiser', async () => {
    const { mayImport, purePackages } = (await import('../../scripts/may-import.cjs')) as unknown as {
      mayImport: Record<string, string[]>;
      purePackages: Record<string, string[]>;
    };
    const planted = new Set(plants.map(({ cruiser }) => cruiser));
    for (const folder of Object.keys(mayImport)) expect(planted).toContain(`${slug(folder)}-may-import`);
    for (const folder of Object.keys(purePackages)) {
      expect(planted).toContain(`${slug(folder)}-pure-packages`);
      expect(planted).toContain(`${slug(folder)}-no-node`);
    }
  });

  it('reports nothing about a file that keeps the rules', () => {
    const cycle = (file: string): boolean => file.includes('planted-cycle');
    const blamed = (found: Map<string, Set<string>>): Array<[string, string[]]> =>
      Object.keys(innocent)
        .filter((file) => found.has(file) && !cycle(file))
        .map((file) => [file, [...(found.get(file) ?? [])]]);
    expect(blamed(linted)).toEqual([]);
    expect(blamed(cruised)).toEqual([]);
  });
});
