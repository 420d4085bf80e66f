// The second net under the import boundaries; the table is shared with eslint.config.mjs.
const { mayImport, purePackages, consoleHomes } = require('./scripts/may-import.cjs');

const spec = '\\.spec\\.tsx?$';
const escape = (text) => text.replaceAll('.', '\\.');
const anyOf = (texts) => (texts.length === 0 ? '(?!)' : `(${texts.map(escape).join('|')})`);
const nodeModule = (names) => `(^|/)node_modules/(@types/)?${anyOf(names)}/`;

const workspaceRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder.replace('/', '-')}-may-import`,
  comment: `${folder} may import ${allowed.join(', ') || 'no other workspace'}`,
  severity: 'error',
  from: { path: `^${folder}/src/`, pathNot: spec },
  to: { path: '^(libs|apps|test)/', pathNot: `^${anyOf([folder, ...allowed])}/` },
}));

const pureRules = Object.entries(purePackages).flatMap(([folder, packages]) => [
  {
    name: `${folder.replace('/', '-')}-pure-packages`,
    comment: `${folder} is pure: from npm it may import ${packages.join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path: `^${folder}/src/`, pathNot: spec },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      path: '(^|/)node_modules/',
      pathNot: nodeModule(packages),
    },
  },
  {
    name: `${folder.replace('/', '-')}-no-node`,
    comment: `${folder} runs in a browser too: none of Node's own modules`,
    severity: 'error',
    from: { path: `^${folder}/src/`, pathNot: spec },
    to: { dependencyTypes: ['core'] },
  },
]);

const homeRules = Object.entries(consoleHomes).map(([name, { packages, folder }]) => ({
  name: `console-${name}-home`,
  comment: `in the console only ${folder} imports ${packages.join(', ')}`,
  severity: 'error',
  from: { path: '^apps/console/src/', pathNot: `^${folder}/` },
  to: { path: nodeModule(packages) },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'no cycles, from the first day; a type-only import counts too',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/src/' },
      to: { couldNotResolve: true, pathNot: '[?](url|raw|worker|inline)$|^virtual:' },
    },
    ...workspaceRules,
    ...pureRules,
    ...homeRules,
    {
      name: 'console-features-apart',
      comment: 'features of the console do not import each other; app/ puts them together',
      severity: 'error',
      from: { path: '^apps/console/src/features/([^/]+)/' },
      to: { path: '^apps/console/src/features/', pathNot: '^apps/console/src/features/$1/' },
    },
    {
      name: 'no-dev-dependency',
      comment: 'production code runs without the development dependencies',
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/src/', pathNot: [spec, '\\.d\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '(^|/)node_modules/@types/',
      },
    },
    {
      name: 'no-spec-import',
      comment: 'nothing imports a spec',
      severity: 'error',
      from: {},
      to: { path: spec },
    },
    {
      name: 'declared-dependency',
      comment: "hoisting hides a dependency that is missing from the workspace's package.json",
      severity: 'warn',
      from: { path: '^(libs|apps)/[^/]+/src/', pathNot: spec },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    exclude: { path: '^(libs|apps)/[^/]+/dist/|^\\.cache/' },
    doNotFollow: { path: '(^|/)node_modules/' },
    combinedDependencies: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@izdeu/source', 'types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
