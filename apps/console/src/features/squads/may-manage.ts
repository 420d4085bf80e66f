import type { Me } from '@izdeu/contracts';
import { mayManageSquad } from '@izdeu/domain';

/** The server's own rule, asked here only to show or hide a button. */
export const meMayManage = (me: Me | null, squadId: string): boolean =>
  me !== null &&
  mayManageSquad(
    {
      userId: me.id,
      displayName: me.displayName,
      roles: me.roles,
      memberId: me.member?.id ?? null,
      memberSquadId: me.member?.squadId ?? null,
    },
    squadId,
  );
