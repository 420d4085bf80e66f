// House rules as lint. Who may import whom is in scripts/may-import.cjs, shared with dependency-cruiser.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import table from './scripts/may-import.cjs';

const { mayImport, purePackages, consoleHomes } = table;
const root = import.meta.dirname;

const specFiles = ['**/*.spec.ts', '**/*.spec.tsx'];
const testFiles = [...specFiles, 'test/**/*.ts', 'libs/testing/**/*.ts'];
const entryFiles = ['apps/*/src/{main,migrate,make-image}.ts', 'apps/*/src/bin/**/*.ts'];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Named exports only: a thing has one name everywhere.',
};
const askedSchema = {
  selector:
    'CallExpression[callee.object.name=/Schema$/][callee.property.name=/^(parse|safeParse)(Async)?$/]',
  message: 'Schemas stay at the server: the bundle of the console has a placeholder that throws.',
};
const pureCode = [
  { selector: 'Decorator', message: 'Pure libraries have no decorators.' },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'No clock here: take the time as an argument.',
  },
];
const noClockNoRandomness = [
  { object: 'Date', property: 'now', message: 'No clock here: take the time as an argument.' },
  { object: 'performance', property: 'now', message: 'No clock here: take the time as an argument.' },
  { object: 'Math', property: 'random', message: 'No randomness here: take a generator as an argument.' },
  { object: 'crypto', property: 'randomUUID', message: 'No randomness here: take the id as an argument.' },
];
const noIo = ['fetch', 'process', 'setTimeout', 'setInterval', 'setImmediate', 'localStorage', 'window'].map(
  (name) => ({ name, message: 'Pure libraries do no I/O and know no host.' }),
);

// --- import boundaries -----------------------------------------------------------------------------------------

/** 'libs/server-kit' → 'server-kit', the element's type. */
const typeOf = (folder) => folder.split('/')[1];

const elements = [
  { type: 'console-feature', pattern: 'apps/console/src/features/*', capture: ['feature'] },
  ...Object.keys(mayImport).map((folder) => ({ type: typeOf(folder), pattern: folder })),
  { type: 'tests', pattern: 'test' },
];

const workspacePolicies = Object.entries(mayImport).map(([folder, allowed]) => ({
  from: { element: { types: { anyOf: [typeOf(folder)] } } },
  allow: { to: { element: { types: { anyOf: allowed.map(typeOf) } } } },
}));

const consolePolicies = [
  {
    from: { element: { type: 'console' } },
    allow: { to: { element: { type: 'console-feature' } } },
  },
  {
    from: { element: { type: 'console-feature' } },
    allow: { to: { element: { types: { anyOf: ['console', ...mayImport['apps/console'].map(typeOf)] } } } },
  },
];

const purePolicies = Object.entries(purePackages).flatMap(([folder, packages]) => [
  {
    from: { element: { type: typeOf(folder) } },
    disallow: { to: { module: { origin: ['external', 'core'] } } },
    message: `${folder} is pure: besides workspaces it may import only ${packages.join(', ') || 'nothing'}.`,
  },
  ...packages.map((name) => ({
    from: { element: { type: typeOf(folder) } },
    allow: { to: { module: { origin: 'external', source: name } } },
  })),
]);

const boundariesConfig = (more) => [
  'error',
  {
    default: 'disallow',
    // Without it packages and Node's own modules are never looked at.
    checkAllOrigins: true,
    message: '{{from.element.type}} may not import {{to.element.type}} (scripts/may-import.cjs).',
    policies: [
      { allow: { to: { module: { origin: ['external', 'core'] } } } },
      ...workspacePolicies,
      ...consolePolicies,
      ...more,
    ],
  },
];

// --- packages with one home --------------------------------------------------------------------------------------

const homeRestriction = (homes) => [
  'error',
  {
    patterns: homes.map(({ packages, folder }) => ({
      group: packages.flatMap((name) => [name, `${name}/*`]),
      message: `Only ${folder} knows this package; use what it exports.`,
    })),
  },
];
const homes = Object.values(consoleHomes);
const homeBlocks = [
  {
    files: ['apps/console/src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': homeRestriction(homes) },
  },
  ...homes.map((home) => ({
    files: [`${home.folder}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': homeRestriction(homes.filter((other) => other !== home)) },
  })),
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'build/',
      '.cache/',
      'coverage/',
      'data/',
      'data-*/',
      'apps/console/public/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['libs/*/tsconfig.json', 'apps/*/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // `import type` on an injected class erases it from the constructor's metadata: never ask for it.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Nest modules are classes with nothing but a decorator.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/require-await': 'off',
      // React's event props expect void; an async handler is the ordinary way to write one.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mts,mjs,cjs,js}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noDefaultExport],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['libs/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.{ts,tsx}', 'test/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/elements': elements,
      'boundaries/legacy-templates': false,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'import/resolver': {
        typescript: {
          project: root,
          noWarnOnMultipleProjects: true,
          conditionNames: ['@izdeu/source', 'types', 'import', 'node', 'default'],
        },
      },
    },
    rules: { 'boundaries/dependencies': boundariesConfig(purePolicies) },
  },
  {
    files: ['libs/*/src/**/*.ts', 'apps/*/src/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  { files: entryFiles, rules: { 'no-console': 'off' } },
  {
    files: ['libs/{contracts,domain,interchange}/src/**/*.ts'],
    ignores: specFiles,
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport, ...pureCode],
      'no-restricted-properties': ['error', ...noClockNoRandomness],
      'no-restricted-globals': ['error', ...noIo],
    },
  },
  {
    files: ['apps/console/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, askedSchema] },
  },
  ...homeBlocks,
  {
    files: testFiles,
    rules: {
      'max-lines': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // A test may reach for anything: the harness, npm's test tools, Node; tests of the whole for every workspace.
    files: specFiles,
    rules: {
      'boundaries/dependencies': boundariesConfig([
        { allow: { to: { element: { types: { anyOf: ['testing'] } } } } },
        { allow: { to: { module: { origin: ['external', 'core'] } } } },
      ]),
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'boundaries/dependencies': 'off' },
  },
  {
    files: [
      '**/migrations/**',
      '**/messages/**',
      '**/messages*.ts',
      'apps/console/src/i18n/**',
      '**/*.{mjs,cjs,js}',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    // Tools read a default export from their configuration.
    files: ['*.config.{mjs,ts}', 'apps/*/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs,js}', 'apps/*/*.config.ts', 'apps/*/build/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'performance',
          'Response',
          'AbortController',
          'AbortSignal',
          'structuredClone',
          'document',
          'window',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
  },
  prettier,
);
