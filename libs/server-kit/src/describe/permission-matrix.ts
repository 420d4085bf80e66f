import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type AnyRoute, type RouteAccess } from '@izdeu/contracts';
import type { CommandDefinition } from './asyncapi.js';

const YES = '✓';
const NO = '·';
const COLUMNS = ['anonymous', ...ROLES] as const;

const mayEnter = (column: (typeof COLUMNS)[number], access: RouteAccess): boolean => {
  if (access === 'public') return true;
  if (column === 'anonymous') return false;
  return access === 'signed-in' || ROLE_PERMISSIONS[column].includes(access);
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const marks = (access: RouteAccess): string[] =>
  COLUMNS.map((column) => (mayEnter(column, access) ? YES : NO));

const byPath = (a: AnyRoute, b: AnyRoute): number =>
  a.path.localeCompare(b.path, 'en') || a.method.localeCompare(b.method, 'en');

/** The matrix of roles against routes and socket commands, as a Markdown document. */
export const permissionMatrixMarkdown = (
  routes: readonly AnyRoute[],
  commands: Readonly<Record<string, CommandDefinition>>,
): string => `# Who may do what

Generated from the contracts by \`node libs/server-kit/dist/describe/write-permissions.js\`; do not edit.
${YES} the role passes the first check, ${NO} it is refused. This check is necessary, not sufficient: services check the
object too (own squad, own team, an incident one takes part in) and answer 404 for an object that is not the asker's.

## Permissions of the roles

${table(
  ['permission', ...ROLES],
  PERMISSIONS.map((permission) => [
    permission,
    ...ROLES.map((role) => (ROLE_PERMISSIONS[role].includes(permission) ? YES : NO)),
  ]),
)}

## HTTP routes

${table(
  ['method', 'path', 'needs', ...COLUMNS],
  [...routes]
    .sort(byPath)
    .map((route) => [route.method, `\`${route.path}\``, route.access, ...marks(route.access)]),
)}

## Socket commands

${table(
  ['command', 'needs', ...COLUMNS],
  Object.entries(commands).map(([name, command]) => [
    `\`${name}\``,
    command.permission,
    ...marks(command.permission),
  ]),
)}
`;
