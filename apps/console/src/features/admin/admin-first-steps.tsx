import { Button } from '@mantine/core';
import { listIncidents, type Role, type Squad } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../app/http/call-route.js';
import { usePermission } from '../../app/session/session.js';
import { FirstSteps, type FirstStep } from '../../components/first-steps.js';
import { LinkButton } from '../../components/link-button.js';
import { useT } from '../../i18n/use-t.js';
import { useUsers } from './api/use-users.js';

/** A team is never one person alone. */
const SMALLEST_TEAM = 2;

export interface AdminFirstStepsProps {
  squads: readonly Squad[];
  onCreateSquad: () => void;
  onInvite: () => void;
}

/** Leads an administrator from an empty station to a first exercise; gone once there was one. */
export function AdminFirstSteps({ squads, onCreateSquad, onInvite }: AdminFirstStepsProps) {
  const t = useT();
  const users = useUsers().data?.pages.flatMap((page) => page.items);
  const mayOpen = usePermission('incident.open');
  const incidents = useQuery({
    queryKey: ['admin', 'has-incident'],
    queryFn: ({ signal }) => callRoute(listIncidents, { query: { limit: 1 } }, signal),
    enabled: mayOpen,
  });
  if (!users || (mayOpen && !incidents.data)) return null;
  const holds = (...roles: Role[]) =>
    users.some((user) => !user.disabled && user.roles.some(({ role }) => roles.includes(role)));
  const button = (label: string, onClick: () => void) => (
    <Button mih={44} h="auto" onClick={onClick}>
      {label}
    </Button>
  );
  const steps: FirstStep[] = [
    {
      id: 'squad',
      done: squads.length > 0,
      title: t('first.squad'),
      help: t('first.squad.help'),
      action: button(t('admin.squad.create'), onCreateSquad),
    },
    {
      id: 'people',
      done: squads.some(({ memberCount }) => memberCount >= SMALLEST_TEAM),
      title: t('first.people'),
      help: t('first.people.help'),
      action: <LinkButton to={`/squads?squad=${squads[0]?.id ?? ''}`}>{t('first.people.action')}</LinkButton>,
    },
    {
      id: 'account',
      done: holds('squad-member', 'squad-leader'),
      title: t('first.account'),
      help: t('first.account.help'),
      action: button(t('admin.invite'), onInvite),
    },
    {
      id: 'dispatcher',
      done: holds('dispatcher'),
      title: t('first.dispatcher'),
      help: t('first.dispatcher.help'),
      action: button(t('admin.invite'), onInvite),
    },
    ...(mayOpen
      ? [
          {
            id: 'practice',
            done: (incidents.data?.items.length ?? 0) > 0,
            title: t('first.practice'),
            help: t('first.practice.help'),
            action: <LinkButton to="/board">{t('nav.board')}</LinkButton>,
          },
        ]
      : []),
  ];
  return steps.every(({ done }) => done) ? null : <FirstSteps steps={steps} />;
}
