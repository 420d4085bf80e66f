import type { RoleGrant, Squad } from '@izdeu/contracts';
import type { Locale } from '../../i18n/locale.js';
import type { Translate } from '../../i18n/use-t.js';

/** Roles as people say them, each with its squad. */
export function rolesWords(
  roles: readonly RoleGrant[],
  squads: readonly Squad[],
  locale: Locale,
  t: Translate,
): string {
  const placeOf = ({ squadId }: RoleGrant) =>
    squads.find(({ id }) => id === squadId)?.name[locale] ?? (squadId === null ? null : '…');
  return roles
    .map((grant) => [t(`role.${grant.role}`), placeOf(grant)].filter(Boolean).join(': '))
    .join(' · ');
}
