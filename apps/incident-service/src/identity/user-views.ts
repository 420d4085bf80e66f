import type { Me, RoleGrant } from '@izdeu/contracts';
import { isMinorIn, permissionsOf } from '@izdeu/domain';
import type { EntityManager } from 'typeorm';

interface MeRow {
  id: string;
  login: string;
  display_name: string;
  locale: Me['locale'];
  roles: RoleGrant[];
  member_id: string | null;
  squad_id: string | null;
  full_name: string | null;
  birth_year: number | null;
}

/** The signed-in user as they see themselves. */
export const readMe = async (manager: EntityManager, userId: string, now: Date): Promise<Me> => {
  const rows: MeRow[] = await manager.query(
    `SELECT u.id, u.login, u.display_name, u.locale, u.member_id, m.squad_id, m.full_name, m.birth_year,
       COALESCE((SELECT json_agg(json_build_object('role', r.role, 'squadId', r.squad_id) ORDER BY r.id)
         FROM user_role r WHERE r.user_id = u.id), '[]') AS roles
     FROM app_user u LEFT JOIN member m ON m.id = u.member_id WHERE u.id = $1`,
    [userId],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('a session of no user');
  return {
    id: row.id,
    login: row.login,
    displayName: row.display_name,
    locale: row.locale,
    roles: row.roles,
    permissions: [...permissionsOf(row.roles)].sort(),
    member:
      row.member_id !== null && row.squad_id !== null && row.full_name !== null
        ? {
            id: row.member_id,
            squadId: row.squad_id,
            fullName: row.full_name,
            isMinor: row.birth_year !== null && isMinorIn(row.birth_year, now),
          }
        : null,
  };
};
