import { Button, Stack, Table, Text } from '@mantine/core';
import type { Squad } from '@izdeu/contracts';
import { useState } from 'react';
import { useMe } from '../../app/session/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LoadingState } from '../../components/loading-state.js';
import { useT } from '../../i18n/use-t.js';
import { useTrainings } from './api/use-trainings.js';
import { meMayManage } from './may-manage.js';
import classes from './squads.module.css';
import { TrainingForm } from './training-form.js';

export function TrainingsTab({ squad }: { squad: Squad }) {
  const t = useT();
  const mayRecord = meMayManage(useMe(), squad.id);
  const [recording, setRecording] = useState(false);
  return (
    <Stack gap="md">
      {recording ? (
        <TrainingForm squadId={squad.id} onDone={() => setRecording(false)} />
      ) : mayRecord ? (
        <Button w="fit-content" mih={48} onClick={() => setRecording(true)}>
          {t('squads.training.record')}
        </Button>
      ) : null}
      <TrainingTable squadId={squad.id} />
    </Stack>
  );
}

function TrainingTable({ squadId }: { squadId: string }) {
  const t = useT();
  const trainings = useTrainings(squadId);
  if (trainings.isPending) return <LoadingState what={t('squads.tab.trainings')} />;
  if (!trainings.data) return <ErrorState error={trainings.error} onRetry={() => void trainings.refetch()} />;
  const rows = trainings.data.pages
    .flatMap((page) => page.items)
    .sort((one, other) => other.heldOn.localeCompare(one.heldOn));
  if (rows.length === 0) return <EmptyState title={t('squads.training.empty')} />;
  return (
    <>
      <Table className={classes.table ?? ''} verticalSpacing="sm" aria-label={t('squads.tab.trainings')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('squads.training.heldOn')}</Table.Th>
            <Table.Th>{t('squads.training.title')}</Table.Th>
            <Table.Th>{t('squads.training.audience')}</Table.Th>
            <Table.Th>{t('squads.training.participants')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((training) => (
            <Table.Tr key={training.id}>
              <Table.Td>{training.heldOn.split('-').reverse().join('.')}</Table.Td>
              <Table.Td>
                <Text fw={600}>{training.title}</Text>
                {training.note ? (
                  <Text size="sm" c="dimmed">
                    {training.note}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td>{t(`squads.audience.${training.audience}`)}</Table.Td>
              <Table.Td>{t('count.people', { count: training.participants })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {trainings.hasNextPage ? (
        <Button
          variant="default"
          mih={48}
          w="fit-content"
          loading={trainings.isFetchingNextPage}
          onClick={() => void trainings.fetchNextPage()}
        >
          {t('squads.more')}
        </Button>
      ) : null}
    </>
  );
}
