import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { getSector } from '@izdeu/contracts';
import { useQuery } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';
import { errorMessageId } from '../../../i18n/error-message.js';
import { formatDateTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useIncidentView } from './use-incident-view.js';

/** Who searched it, when and how: read from headquarters, again whenever something about the sector moves. */
export function SectorHistory({ sectorId, onOpenAll }: { sectorId: string; onOpenAll: () => void }) {
  const t = useT();
  const { incidentId, state } = useIncidentView();
  const moved = [...state.assignments.values()]
    .filter((one) => one.sectorId === sectorId)
    .map(({ id, version }) => `${id}:${version}`)
    .join();
  const history = useQuery({
    queryKey: ['sector', incidentId, sectorId, moved, state.coverage.get(sectorId)?.passes ?? 0],
    queryFn: ({ signal }) => callRoute(getSector, { params: { id: incidentId, sectorId } }, signal),
  });
  const isEmpty = history.data?.assignments.length === 0 && history.data.passes.length === 0;
  return (
    <section aria-label={t('grid.sector.history')}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Title order={3} size="h6">
          {t('grid.sector.history')}
        </Title>
        <Button variant="subtle" size="xs" mih={36} h="auto" px={8} onClick={onOpenAll}>
          {t('history.all')}
        </Button>
      </Group>
      {history.isPending ? <Skeleton height={48} mt="xs" /> : null}
      {history.isError ? (
        <Text size="sm" role="alert">
          {t(errorMessageId(history.error))}
        </Text>
      ) : null}
      {isEmpty ? <Text size="sm">{t('grid.sector.historyEmpty')}</Text> : null}
      <ul className={classes.list}>
        {history.data?.passes.map((pass) => (
          <li key={pass.id} className={classes.row}>
            <div>
              <Text size="sm" fw={600}>
                {pass.teamCallSign} · {t('sector.pod', { percent: Math.round(pass.effectivePod * 100) })}
              </Text>
              <Text size="xs">
                {t('grid.sector.share', { percent: Math.round(pass.searchedSharePercent) })} ·{' '}
                {formatDateTime(pass.closedAt)}
              </Text>
              {pass.notes ? <Text size="xs">{pass.notes}</Text> : null}
            </div>
          </li>
        ))}
        {history.data?.assignments.map((assignment) => (
          <li key={assignment.id} className={classes.row}>
            <div>
              <Text size="sm">
                {assignment.teamCallSign} · {t(`assignment.state.${assignment.state}`)}
              </Text>
              <Text size="xs" c="dimmed">
                {formatDateTime(assignment.changedAt)}
                {assignment.reason ? ` · ${assignment.reason}` : ''}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
