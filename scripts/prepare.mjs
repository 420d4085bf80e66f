// Brings a clone to where it can run: dependencies as locked, everything built, nothing done twice.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cache, node, root, run, say, tool } from './run.mjs';

const IMAGE = join(cache, 'embedded-image.tar.gz');
const IMAGE_MAKER = join(root, 'apps/station/dist/make-image.js');
const POSTGIS = join(root, 'libs/persistence/dist/postgis.tar.gz');
const POSTGIS_MAKER = join(root, 'libs/persistence/src/embedded/process/postgis-bundle.mjs');
const STAMPS = join(cache, 'build.json');

const readJson = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
};

// --- dependencies ------------------------------------------------------------------------------------------------

/** What differs between the lock file and what npm noted it installed; undefined when they agree. */
const dependencyDrift = async () => {
  const installed = await readJson(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined) return 'node_modules is missing';
  const locked = await readJson(join(root, 'package-lock.json'));
  for (const [path, entry] of Object.entries(locked?.packages ?? {})) {
    // Optional packages are for other platforms more often than not.
    if (!path.startsWith('node_modules/') || entry.optional || entry.devOptional || entry.peer) continue;
    const have = installed.packages?.[path];
    if (have === undefined) return `${path} is not installed`;
    if (have.version !== entry.version) return `${path} is ${have.version}, locked ${entry.version}`;
    if (!existsSync(join(root, path))) return `${path} is gone`;
  }
  return undefined;
};

/**
 * Whether the lock file names the builds of native packages for every platform. npm writes none of those it could not
 * find in the registry, and `npm ci` then refuses the whole file.
 */
const lockIsComplete = async () => {
  const packages = (await readJson(join(root, 'package-lock.json')))?.packages ?? {};
  const locked = new Set(
    Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
  );
  return Object.values(packages).every(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).every((name) => locked.has(name)),
  );
};

/** Installs the locked dependencies when what is installed differs from package-lock.json. */
export const ensureDependencies = async () => {
  const drift = await dependencyDrift();
  if (drift === undefined) return;
  say(`installing the locked dependencies (${drift}) ...`);
  const quietly = ['--no-audit', '--no-fund'];
  if (await lockIsComplete()) await run('npm', ['ci', ...quietly]);
  // The same versions, the lock file untouched; only the absent builds for other platforms are passed over.
  else await run('npm', ['install', '--no-save', ...quietly]);
  const still = await dependencyDrift();
  if (still !== undefined) throw new Error(`npm did not install what is locked: ${still}`);
};

// --- what the build reads ----------------------------------------------------------------------------------------

const SKIPPED = new Set(['node_modules', 'dist', '.cache']);

const filesUnder = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: false }).catch(() => []);
  const nested = await Promise.all(
    entries.map((entry) => {
      if (SKIPPED.has(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    }),
  );
  return nested.flat().sort();
};

const isBuildInput = (file) => !/\.spec\.tsx?$|\.tsbuildinfo$|\.md$/.test(file);

/** A hash of the content (never the time) of everything in the folders, the compiler's settings and the lock. */
const contentHash = async (folders) => {
  const nested = await Promise.all(folders.map((folder) => filesUnder(join(root, folder))));
  const shared = ['package-lock.json', 'tsconfig.base.json'].map((file) => join(root, file));
  const hash = createHash('sha256').update(process.version);
  for (const file of [...shared, ...nested.flat().filter(isBuildInput)])
    hash.update(`\0${file.slice(root.length)}\0`).update(await readFile(file));
  return hash.digest('hex');
};

const workspaces = async () => {
  const folders = await Promise.all(
    ['libs', 'apps'].map(async (shelf) =>
      (await readdir(join(root, shelf))).map((name) => `${shelf}/${name}`),
    ),
  );
  return folders.flat().filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
};

// --- what the build writes ---------------------------------------------------------------------------------------

/** Compiled files that should exist and don't. A stale tsbuildinfo makes tsc say "up to date" over an empty dist. */
const missingOutputs = async (projects) => {
  const missing = [];
  for (const project of projects.filter((folder) => folder !== 'apps/console')) {
    const source = join(root, project, 'src');
    for (const file of await filesUnder(source))
      if (/(?<!\.d)\.tsx?$/.test(file) && isBuildInput(file)) {
        const output = join(root, project, 'dist', file.slice(source.length + 1).replace(/\.tsx?$/, '.js'));
        if (!existsSync(output)) missing.push(output.slice(root.length + 1));
      }
  }
  return missing;
};

const consoleIsBuilt = () => existsSync(join(root, 'apps/console/dist/index.html'));

const compile = async (projects) => {
  const arguments_ = ['-b', ...projects];
  await node(tool('typescript/bin/tsc'), arguments_);
  if ((await missingOutputs(projects)).length === 0) return;
  await node(tool('typescript/bin/tsc'), [...arguments_, '--force']);
  const missing = await missingOutputs(projects);
  if (missing.length > 0) throw new Error(`tsc exited 0 but did not write ${missing.slice(0, 5).join(', ')}`);
};

/** One build at a time: a second process waits for the first and then finds nothing to do. */
const withBuildLock = async (work) => {
  await mkdir(cache, { recursive: true });
  const lock = join(cache, 'build.lock');
  for (;;) {
    const handle = await open(lock, 'wx').catch(() => undefined);
    if (handle !== undefined) {
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    }
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    // An empty lock is one that is being written this moment.
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    else await sleep(250);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

// --- build -------------------------------------------------------------------------------------------------------

/** Every step: what it reads, whether its result is there, and how to make it. */
const buildSteps = async () => {
  const projects = await workspaces();
  const present = (folders) => folders.filter((folder) => existsSync(join(root, folder)));
  const libs = ['libs/contracts', 'libs/domain'];
  return [
    {
      name: 'compile',
      title: 'compiling',
      reads: projects,
      isThere: async () => (await missingOutputs(projects)).length === 0,
      make: () => compile(projects),
    },
    {
      name: 'console',
      title: 'building the console',
      reads: present([...libs, 'libs/interchange', 'apps/console']),
      isThere: consoleIsBuilt,
      make: () =>
        node(tool('vite/bin/vite.js'), ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/console') }),
      unless: () => !existsSync(join(root, 'apps/console/index.html')),
    },
    {
      name: 'postgis',
      title: 'picking what is used of PostGIS',
      reads: present(['libs/persistence']),
      isThere: () => existsSync(POSTGIS),
      make: () => node(POSTGIS_MAKER, []),
    },
    {
      name: 'image',
      title: 'preparing the embedded database',
      reads: present([...libs, 'libs/persistence']),
      isThere: () => existsSync(IMAGE),
      make: () => node(IMAGE_MAKER, [IMAGE]),
      unless: () => !existsSync(IMAGE_MAKER),
    },
  ];
};

/** Builds what is stale: compiled apps and libraries, the console, the embedded database's first image. */
export const ensureBuild = ({ force = false } = {}) =>
  withBuildLock(async () => {
    const stamps = force ? {} : ((await readJson(STAMPS)) ?? {});
    for (const { name, title, reads, isThere, make, unless } of await buildSteps()) {
      if (unless?.()) continue;
      const hash = await contentHash(reads);
      if (stamps[name] === hash && (await isThere())) continue;
      const started = performance.now();
      say(`${title} ...`);
      await make();
      stamps[name] = hash;
      await writeFile(STAMPS, JSON.stringify(stamps, null, 2));
      say(`${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
  });
