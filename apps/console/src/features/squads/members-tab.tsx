import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import type { Member, Squad } from '@izdeu/contracts';
import { useState } from 'react';
import { useMe, usePermission } from '../../app/session/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import { useMembers } from './api/use-members.js';
import { meMayManage } from './may-manage.js';
import { MemberForm } from './member-form.js';
import classes from './squads.module.css';

export function MembersTab({ squad }: { squad: Squad }) {
  const t = useT();
  const allowed = usePermission('member.read');
  const mayAdd = meMayManage(useMe(), squad.id);
  const [adding, setAdding] = useState(false);
  return (
    <Stack gap="md">
      {adding ? (
        <MemberForm squad={squad} onDone={() => setAdding(false)} />
      ) : mayAdd ? (
        <Button w="fit-content" mih={48} onClick={() => setAdding(true)}>
          {t('squads.member.add')}
        </Button>
      ) : null}
      {allowed ? (
        <MemberTable squad={squad} />
      ) : (
        <EmptyState title={t('squads.tab.members')} body={t('squads.member.forbidden')} />
      )}
    </Stack>
  );
}

function MemberTable({ squad }: { squad: Squad }) {
  const t = useT();
  const members = useMembers(squad.id, true);
  if (members.isPending) return <LoadingState what={t('squads.tab.members')} />;
  if (!members.data) return <ErrorState error={members.error} onRetry={() => void members.refetch()} />;
  const rows = members.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <EmptyState title={t('squads.member.empty')} />;
  const withPhone = rows.some(({ phone }) => phone !== null);
  return (
    <>
      <Table className={classes.table ?? ''} verticalSpacing="sm" aria-label={t('squads.tab.members')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('squads.member.name')}</Table.Th>
            {withPhone ? <Table.Th>{t('squads.member.phone')}</Table.Th> : null}
            <Table.Th>{t('squads.member.branch')}</Table.Th>
            <Table.Th>{t('squads.member.skills')}</Table.Th>
            <Table.Th>{t('squads.member.account')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((member) => (
            <MemberRow key={member.id} member={member} squad={squad} withPhone={withPhone} />
          ))}
        </Table.Tbody>
      </Table>
      {members.hasNextPage ? (
        <Button
          variant="default"
          mih={48}
          w="fit-content"
          loading={members.isFetchingNextPage}
          onClick={() => void members.fetchNextPage()}
        >
          {t('squads.more')}
        </Button>
      ) : null}
    </>
  );
}

function MemberRow({ member, squad, withPhone }: { member: Member; squad: Squad; withPhone: boolean }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const branch = squad.branches.find(({ id }) => id === member.branchId);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8}>
          <Text fw={600}>{member.fullName}</Text>
          {member.isMinor ? (
            <Badge color="orange" variant="outline" tt="none">
              {t('squads.member.minor')}
            </Badge>
          ) : null}
        </Group>
      </Table.Td>
      {withPhone ? (
        <Table.Td>
          {member.phone ? <a href={`tel:${member.phone.replace(/[^+\d]/g, '')}`}>{member.phone}</a> : null}
        </Table.Td>
      ) : null}
      <Table.Td>{branch?.name[locale]}</Table.Td>
      <Table.Td>{member.skills.map((skill) => t(`squads.skill.${skill}`)).join(', ')}</Table.Td>
      <Table.Td>
        <Text size="sm" c={member.hasAccount ? undefined : 'dimmed'}>
          {t(member.hasAccount ? 'squads.member.hasAccount' : 'squads.member.noAccount')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
