import { Badge, Group, Text } from '@mantine/core';
import { useLocaleStore } from '../../../i18n/locale.js';
import { formatTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import { INCIDENT_COLOURS } from '../queue/incident-list.js';
import { useIncidentView } from './use-incident-view.js';

/** State, period, who takes part, and how fresh all of it is. */
export function IncidentHeader() {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const { state, status } = useIncidentView();
  const { incident, squads } = state;
  const isLive = status.phase === 'live';
  const time = status.serverTime === null ? '–' : formatTime(status.serverTime);
  return (
    <div style={{ padding: '4px 12px 8px' }}>
      <Group gap={6}>
        <Badge
          variant="outline"
          color={INCIDENT_COLOURS[incident.state]}
          tt="none"
          data-testid="incident-state"
        >
          {t(`incident.state.${incident.state}`)}
        </Badge>
        <Badge
          variant={isLive ? 'light' : 'filled'}
          color={isLive ? 'teal' : 'yellow'}
          c={isLive ? undefined : 'black'}
          tt="none"
          data-testid="incident-phase"
          data-phase={status.phase}
          data-seq={state.seq}
        >
          {isLive ? t('incident.live') : t('incident.stale', { time })}
        </Badge>
        <Text size="xs" c="dimmed">
          {t('board.seq', { seq: state.seq })}
        </Text>
      </Group>
      <Text size="sm" mt={4}>
        {t('incident.period', { number: incident.operationalPeriod })}
      </Text>
      <Text size="xs" c="dimmed">
        {squads.map(({ name }) => name[locale]).join(', ')}
      </Text>
    </div>
  );
}
