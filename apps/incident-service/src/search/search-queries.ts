import type { Found } from '@izdeu/contracts';
import { hasPermission, incidentScope, type Principal } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';
import { visibleApplications } from '../applications/application-access.js';

type FoundOf<K extends Found['kind']> = Extract<Found, { kind: K }>;

export interface Asked {
  readonly principal: Principal;
  /** At least one, each a pattern for LIKE. */
  readonly words: readonly string[];
  readonly limit: number;
}

/** Kazakh letters beside the Russian ones they are typed as without a Kazakh keyboard. */
const LETTERS = { from: 'әғқңөұүһіёй', to: 'агкноуухиеи' } as const;
/** The same words stand in the indexes `missing_person_name`, `member_name` and `incident_title`. */
const folded = (column: string): string => `translate(lower(${column}), '${LETTERS.from}', '${LETTERS.to}')`;

/** The words of a query as patterns, the longest first: it narrows most and goes through the index. */
export const wordsOf = (text: string): string[] => {
  const letters = [...text.toLowerCase()].map((letter) => {
    const index = LETTERS.from.indexOf(letter);
    return index < 0 ? letter : LETTERS.to.charAt(index);
  });
  return letters
    .join('')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .sort((left, right) => right.length - left.length)
    .map((word) => `%${word.replace(/[\\%_]/gu, '\\$&')}%`);
};

/** `column` holds all the words: `$1` the longest, `$2` the others. */
const holds = (column: string): string =>
  `${folded(column)} LIKE $1 AND ${folded(column)} LIKE ALL ($2::text[])`;
const patterns = ({ words }: Asked): [string | undefined, readonly string[]] => [words[0], words.slice(1)];

export const findIncidents = async (manager: EntityManager, asked: Asked): Promise<FoundOf<'incident'>[]> => {
  if (!hasPermission(asked.principal, 'incident.read')) return [];
  const scope = incidentScope(asked.principal);
  const rows: { id: string; title: string; state: FoundOf<'incident'>['state']; opened_at: Date }[] =
    await manager.query(
      `SELECT i.id, i.title, i.state, i.opened_at FROM incident i
       WHERE ${holds('i.title')} AND ($3::uuid[] IS NULL OR EXISTS (
         SELECT 1 FROM incident_squad y WHERE y.incident_id = i.id AND y.squad_id = ANY($3)))
       ORDER BY i.state = 'closed', i.opened_at DESC LIMIT $4`,
      [...patterns(asked), scope === 'region' ? null : [...scope], asked.limit],
    );
  return rows.map(({ opened_at, ...row }) => ({
    kind: 'incident',
    ...row,
    openedAt: opened_at.toISOString(),
  }));
};

export const findApplications = async (
  manager: EntityManager,
  asked: Asked,
): Promise<FoundOf<'application'>[]> => {
  if (!hasPermission(asked.principal, 'application.read')) return [];
  const visible = visibleApplications(asked.principal, '$3');
  const rows: (Omit<FoundOf<'application'>, 'kind' | 'receivedAt'> & { received_at: Date })[] =
    await manager.query(
      `SELECT a.id, a.reference, a.state, a.received_at, ARRAY(
         SELECT COALESCE(p.profile->>'fullName', p.profile->>'description')
         FROM missing_person p WHERE p.application_id = a.id ORDER BY p.id) AS persons
       FROM missing_person_application a
       WHERE ${visible.sql} AND (a.id IN (
         SELECT p.application_id FROM missing_person p WHERE ${holds("(p.profile->>'fullName')")})
         OR (lower(a.reference) LIKE $1 AND lower(a.reference) LIKE ALL ($2::text[])))
       ORDER BY a.received_at DESC LIMIT $4`,
      [...patterns(asked), visible.value, asked.limit],
    );
  return rows.map(({ received_at, ...row }) => ({
    kind: 'application',
    ...row,
    receivedAt: received_at.toISOString(),
  }));
};

export const findMembers = async (manager: EntityManager, asked: Asked): Promise<FoundOf<'member'>[]> => {
  if (!hasPermission(asked.principal, 'member.read')) return [];
  const rows: Omit<FoundOf<'member'>, 'kind'>[] = await manager.query(
    `SELECT m.id, m.full_name AS "fullName", m.squad_id AS "squadId", s.name AS "squadName"
     FROM member m JOIN squad s ON s.id = m.squad_id WHERE ${holds('m.full_name')}
     ORDER BY m.full_name, m.id LIMIT $3`,
    [...patterns(asked), asked.limit],
  );
  return rows.map((row) => ({ kind: 'member', ...row }));
};
