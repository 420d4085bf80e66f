import { Stack, Tabs, Text, Title } from '@mantine/core';
import type { Squad } from '@izdeu/contracts';
import { Link, useSearchParams } from 'react-router';
import { usePermission } from '../../app/session/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LinkButton } from '../../components/link-button.js';
import { LoadingState } from '../../components/loading-state.js';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import { useSquads } from '../../app/squads-query.js';
import { MembersTab } from './members-tab.js';
import classes from './squads.module.css';
import { TrainingsTab } from './trainings-tab.js';

/** Squads of the region; the chosen one and its tab stand in the address. */
export function SquadsPage() {
  const t = useT();
  const squads = useSquads();
  const [search] = useSearchParams();
  const mayCreate = usePermission('user.manage');
  if (squads.isPending) return <LoadingState what={t('nav.squads')} />;
  if (!squads.data) return <ErrorState error={squads.error} onRetry={() => void squads.refetch()} />;
  const items = squads.data;
  const chosen = items.find(({ id }) => id === search.get('squad')) ?? items[0];
  if (!chosen)
    return (
      <EmptyState
        title={t('squads.empty')}
        body={t('squads.emptyHelp')}
        action={mayCreate ? <LinkButton to="/admin">{t('nav.admin')}</LinkButton> : undefined}
      />
    );
  return (
    <div className={classes.page}>
      <nav aria-label={t('squads.choose')}>
        <Title order={1} size="h3" mb="sm">
          {t('squads.choose')}
        </Title>
        <ul className={classes.list}>
          {items.map((squad) => (
            <li key={squad.id}>
              <SquadLink squad={squad} chosen={squad.id === chosen.id} />
            </li>
          ))}
        </ul>
      </nav>
      <SquadPanel key={chosen.id} squad={chosen} />
    </div>
  );
}

function SquadLink({ squad, chosen }: { squad: Squad; chosen: boolean }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  return (
    <Link
      to={`/squads?squad=${squad.id}`}
      className={classes.squad}
      aria-current={chosen ? 'page' : undefined}
    >
      <Text fw={600}>{squad.name[locale]}</Text>
      <Text size="sm" c="dimmed">
        {t('squads.members', { count: squad.memberCount })} ·{' '}
        {t('squads.trainings', { count: squad.trainingCount })}
      </Text>
      {squad.branches.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t('squads.branches', { names: squad.branches.map(({ name }) => name[locale]).join(', ') })}
        </Text>
      ) : null}
    </Link>
  );
}

function SquadPanel({ squad }: { squad: Squad }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const [search, setSearch] = useSearchParams();
  const tab = search.get('tab') === 'trainings' ? 'trainings' : 'members';
  const open = (next: string | null) => setSearch({ squad: squad.id, tab: next ?? 'members' });
  return (
    <Stack gap="md" miw={0}>
      <div>
        <Title order={2}>{squad.name[locale]}</Title>
        <Text c="dimmed">{t('squads.base', { place: squad.base })}</Text>
      </div>
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="members" mih={48}>
            {t('squads.tab.members')}
          </Tabs.Tab>
          <Tabs.Tab value="trainings" mih={48}>
            {t('squads.tab.trainings')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members" pt="md">
          <MembersTab squad={squad} />
        </Tabs.Panel>
        <Tabs.Panel value="trainings" pt="md">
          <TrainingsTab squad={squad} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
