import { Alert, Badge, Button, Text } from '@mantine/core';
import type { RoleGrant, Squad } from '@izdeu/contracts';
import { useState } from 'react';
import { conflictIn } from '../../components/conflict-details.js';
import { errorMessageId } from '../../i18n/error-message.js';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import classes from './admin.module.css';
import { useChangeUser } from './api/use-change-user.js';
import type { User } from './api/use-users.js';
import { FormActions } from '../../components/form-actions.js';
import { rolesWords } from './roles-words.js';
import { UserConflict } from './user-conflict.js';
import { RoleRows } from './role-rows.js';

export interface UserRowProps {
  user: User;
  squads: readonly Squad[];
  /** Nobody changes their own roles or disables themselves. */
  own: boolean;
}

export function UserRow({ user, squads, own }: UserRowProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const change = useChangeUser(user.id);
  const [editing, setEditing] = useState(false);
  const name = user.displayName;
  const conflict = conflictIn(change.error);
  const access = ({ disabled }: Pick<User, 'disabled'>) =>
    t(disabled ? 'admin.user.disabled' : 'admin.user.active');
  return (
    <li className={classes.user} data-testid="user-row">
      <div className={classes.who}>
        <Text fw={600}>
          {name}{' '}
          <Text span c="dimmed" fw={400}>
            {user.login}
          </Text>
        </Text>
        <Text size="sm">{rolesWords(user.roles, squads, locale, t)}</Text>
      </div>
      <Badge
        variant="outline"
        color={user.disabled ? 'red' : 'gray'}
        c="var(--mantine-color-text)"
        tt="none"
        size="lg"
      >
        {t(own ? 'admin.user.you' : user.disabled ? 'admin.user.disabled' : 'admin.user.active')}
      </Badge>
      {own ? null : (
        <>
          <Button
            variant="default"
            mih={44}
            aria-label={t('admin.user.changeRolesOf', { name })}
            aria-expanded={editing}
            onClick={() => setEditing(!editing)}
          >
            {t('admin.user.changeRoles')}
          </Button>
          <Button
            variant="default"
            mih={44}
            aria-label={t(user.disabled ? 'admin.user.enableOf' : 'admin.user.disableOf', { name })}
            loading={change.isPending}
            onClick={() => change.mutate({ version: user.version, disabled: !user.disabled })}
          >
            {t(user.disabled ? 'admin.user.enable' : 'admin.user.disable')}
          </Button>
        </>
      )}
      {conflict && !editing ? (
        <UserConflict
          conflict={conflict}
          label={t('admin.user.access')}
          mine={access({ disabled: change.variables?.disabled ?? user.disabled })}
          theirs={access}
          saving={change.isPending}
          onKeep={(version) => change.mutate({ ...change.variables, version })}
          onTakeTheirs={change.reset}
        />
      ) : null}
      {change.error && !conflict && !editing ? (
        <Alert color="red" role="alert" w="100%">
          {t(errorMessageId(change.error))}
        </Alert>
      ) : null}
      {editing ? <RolesForm user={user} squads={squads} onDone={() => setEditing(false)} /> : null}
    </li>
  );
}

function RolesForm({ user, squads, onDone }: Omit<UserRowProps, 'own'> & { onDone: () => void }) {
  const t = useT();
  const change = useChangeUser(user.id);
  const locale = useLocaleStore((store) => store.locale);
  const [grants, setGrants] = useState<RoleGrant[]>(user.roles);
  const [version] = useState(user.version);
  const conflict = conflictIn(change.error);
  if (conflict)
    return (
      <UserConflict
        conflict={conflict}
        label={t('admin.role.role')}
        mine={rolesWords(grants, squads, locale, t)}
        theirs={({ roles }) => rolesWords(roles, squads, locale, t)}
        saving={change.isPending}
        onKeep={(current) => change.mutate({ version: current, roles: grants }, { onSuccess: onDone })}
        onTakeTheirs={onDone}
      />
    );
  return (
    <form
      className={classes.form}
      style={{ width: '100%' }}
      noValidate
      aria-label={t('admin.user.changeRolesOf', { name: user.displayName })}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ version, roles: grants }, { onSuccess: onDone });
      }}
    >
      <RoleRows grants={grants} squads={squads} onChange={setGrants} />
      <FormActions
        submit={t('admin.user.saveRoles')}
        pending={change.isPending}
        error={change.error}
        onClose={onDone}
      />
    </form>
  );
}
