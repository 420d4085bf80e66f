import { Button, Stack, Text, Title } from '@mantine/core';
import type { Squad } from '@izdeu/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../app/session/session.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import classes from './admin.module.css';
import { AdminFirstSteps } from './admin-first-steps.js';
import { useSquads } from '../../app/squads-query.js';
import { useUsers } from './api/use-users.js';
import { InviteForm } from './invite-form.js';
import { SquadForm } from './squad-form.js';
import { UserRow } from './user-row.js';

export function AdminPage() {
  const t = useT();
  const squads = useSquads();
  const [creating, setCreating] = useState(false);
  const [inviting, setInviting] = useState(false);
  return (
    <div className={classes.page}>
      <Title order={1} size="h2" mb="md">
        {t('nav.admin')}
      </Title>
      <Stack gap="xl">
        {squads.data ? (
          <AdminFirstSteps
            squads={squads.data}
            onCreateSquad={() => setCreating(true)}
            onInvite={() => setInviting(true)}
          />
        ) : null}
        <UsersPart squads={squads.data ?? []} inviting={inviting} onInviting={setInviting} />
        {squads.data ? (
          <SquadsPart squads={squads.data} creating={creating} onCreating={setCreating} />
        ) : squads.isError ? (
          <ErrorState error={squads.error} onRetry={() => void squads.refetch()} />
        ) : (
          <LoadingState what={t('admin.squads')} rows={2} />
        )}
      </Stack>
    </div>
  );
}

interface UsersPartProps {
  squads: readonly Squad[];
  inviting: boolean;
  onInviting: (inviting: boolean) => void;
}

function UsersPart({ squads, inviting, onInviting }: UsersPartProps) {
  const t = useT();
  const me = useMe();
  const users = useUsers();
  return (
    <Stack gap="md" component="section" aria-label={t('admin.users')}>
      <Title order={2} size="h3">
        {t('admin.users')}
      </Title>
      {inviting ? (
        <InviteForm squads={squads} onDone={() => onInviting(false)} />
      ) : (
        <Button w="fit-content" mih={48} onClick={() => onInviting(true)}>
          {t('admin.invite')}
        </Button>
      )}
      {users.data ? (
        <ul className={classes.users}>
          {users.data.pages
            .flatMap((page) => page.items)
            .map((user) => (
              <UserRow key={user.id} user={user} squads={squads} own={user.id === me?.id} />
            ))}
        </ul>
      ) : users.isError ? (
        <ErrorState error={users.error} onRetry={() => void users.refetch()} />
      ) : (
        <LoadingState what={t('admin.users')} />
      )}
      {users.hasNextPage ? (
        <Button
          variant="default"
          mih={48}
          w="fit-content"
          loading={users.isFetchingNextPage}
          onClick={() => void users.fetchNextPage()}
        >
          {t('squads.more')}
        </Button>
      ) : null}
    </Stack>
  );
}

interface SquadsPartProps {
  squads: readonly Squad[];
  creating: boolean;
  onCreating: (creating: boolean) => void;
}

function SquadsPart({ squads, creating, onCreating }: SquadsPartProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  return (
    <Stack gap="md" component="section" aria-label={t('admin.squads')}>
      <Title order={2} size="h3">
        {t('admin.squads')}
      </Title>
      {creating ? (
        <SquadForm onDone={() => onCreating(false)} />
      ) : (
        <Button w="fit-content" mih={48} onClick={() => onCreating(true)}>
          {t('admin.squad.create')}
        </Button>
      )}
      {squads.length === 0 ? (
        <Text c="dimmed">{t('squads.empty')}</Text>
      ) : (
        <ul className={classes.users}>
          {squads.map((squad) => (
            <li key={squad.id} className={classes.user}>
              <Link to={`/squads?squad=${squad.id}`}>{squad.name[locale]}</Link>
              <Text size="sm" c="dimmed">
                {t('squads.members', { count: squad.memberCount })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
