import { Alert, NativeSelect } from '@mantine/core';
import type { RoleGrant, Squad } from '@izdeu/contracts';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import classes from './admin.module.css';
import { useInviteUser } from './api/use-invite-user.js';
import { useSquadMembers } from './api/use-squad-members.js';
import { FormActions } from '../../components/form-actions.js';
import { InvitationLink } from './invitation-link.js';
import { RoleRows } from './role-rows.js';

const FIELD_ROLES = ['squad-member', 'squad-leader'];

/** Roles and, if wanted, the member the account is for; the link is shown once. */
export function InviteForm({ squads, onDone }: { squads: readonly Squad[]; onDone: () => void }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const [grants, setGrants] = useState<RoleGrant[]>([{ role: 'dispatcher', squadId: null }]);
  const [squadId, setSquadId] = useState('');
  const [memberId, setMemberId] = useState('');
  const [asked, setAsked] = useState(false);
  const members = useSquadMembers(squadId);
  const invite = useInviteUser();
  // A role of the field without a squad means the member's own squad: with neither it would mean nothing.
  const homeless =
    memberId === '' && grants.some(({ role, squadId: at }) => at === null && FIELD_ROLES.includes(role));

  if (invite.data)
    return <InvitationLink path={invite.data.path} expiresAt={invite.data.expiresAt} onDone={onDone} />;
  return (
    <form
      className={classes.form}
      noValidate
      aria-label={t('admin.invite')}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (homeless || invite.isPending) return;
        invite.mutate({ commandId: newId(), roles: grants, ...(memberId !== '' && { memberId }) });
      }}
    >
      <RoleRows grants={grants} squads={squads} onChange={setGrants} />
      <div className={classes.grid}>
        <NativeSelect
          label={t('admin.invite.memberSquad')}
          value={squadId}
          data={[
            { value: '', label: t('admin.invite.noMember') },
            ...squads.map(({ id, name }) => ({ value: id, label: name[locale] })),
          ]}
          onChange={(event) => {
            setSquadId(event.currentTarget.value);
            setMemberId('');
          }}
        />
        {squadId === '' ? null : (
          <NativeSelect
            label={t('admin.invite.member')}
            value={memberId}
            data={[
              { value: '', label: members.isFetching ? t('state.loading') : t('admin.invite.noMember') },
              ...(members.data ?? []).map(({ id, fullName }) => ({ value: id, label: fullName })),
            ]}
            onChange={(event) => setMemberId(event.currentTarget.value)}
          />
        )}
      </div>
      {asked && homeless ? (
        <Alert color="orange" role="alert">
          {t('admin.invite.needsPlace')}
        </Alert>
      ) : null}
      <FormActions
        submit={t('admin.invite.create')}
        pending={invite.isPending}
        error={invite.error}
        onClose={onDone}
      />
    </form>
  );
}
