import { Button, Stack, Text } from '@mantine/core';
import type { Me, SquadSummary } from '@izdeu/contracts';
import { incidentAudience } from '@izdeu/domain';
import { IconRoute } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useMe } from '../../../app/session/session.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ErrorState } from '../../../components/error-state.js';
import { ProgressState } from '../../../components/progress-state.js';
import { useT } from '../../../i18n/use-t.js';
import { besideInspector, boundsOfRings } from '../incident/sector-catalogue.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import { TrackTable } from './track-table.js';
import type { PhoneTrack } from './track-reader.js';
import { useTrackStore } from './track-store.js';
import { useTrackReading } from './use-track-reading.js';

/** Where a team went: on the map and in words. Only staff may see where somebody went. */
export function TeamTrack({ teamId }: { teamId: string }) {
  const t = useT();
  const me = useMe();
  const { state } = useIncidentView();
  const { teamId: shown, switchOn } = useTrackStore();
  const isOn = shown === teamId;
  if (me === null || !isStaff(me, state.squads)) return null;
  return (
    <section aria-label={t('track.title')}>
      <Button
        variant={isOn ? 'filled' : 'default'}
        mih={44}
        h="auto"
        aria-pressed={isOn}
        leftSection={<IconRoute size={18} aria-hidden />}
        onClick={() => switchOn(isOn ? null : teamId)}
      >
        {t('track.show')}
      </Button>
      {isOn ? <ShownTrack teamId={teamId} /> : null}
    </section>
  );
}

const isStaff = (me: Me, squads: readonly SquadSummary[]): boolean =>
  incidentAudience(
    {
      userId: me.id,
      displayName: me.displayName,
      roles: me.roles,
      memberId: me.member?.id ?? null,
      memberSquadId: me.member?.squadId ?? null,
    },
    { squadIds: squads.map(({ id }) => id) },
  ) === 'staff';

function ShownTrack({ teamId }: { teamId: string }) {
  const t = useT();
  const { incidentId } = useIncidentView();
  const phones = useTrackStore((store) => store.phones);
  const readAgain = useTrackReading(incidentId, teamId);
  useWholeTrack(phones);
  if (phones.size === 0) return <EmptyState title={t('track.empty')} body={t('track.emptyHelp')} />;
  return (
    <Stack gap="md" mt="sm">
      {[...phones].map(([key, phone]) => (
        <PhoneTrackView key={key} phone={phone} onRetry={readAgain} />
      ))}
    </Stack>
  );
}

/** Once, when the first reading is over: all of it beside the panel. */
function useWholeTrack(phones: ReadonlyMap<string, PhoneTrack>): void {
  const { map } = useIncidentView();
  const isRead = phones.size > 0 && [...phones.values()].every(({ phase }) => phase !== 'reading');
  useEffect(() => {
    if (!isRead) return;
    const { phones: read } = useTrackStore.getState();
    const places = [...read.values()]
      .flatMap(({ track }) => track.segments.flat())
      .map(({ lon, lat }) => [lon, lat] as const);
    if (places.length > 1) map?.fitBounds(besideInspector(boundsOfRings([places])));
  }, [isRead, map]);
}

function PhoneTrackView({ phone, onRetry }: { phone: PhoneTrack; onRetry: () => void }) {
  const t = useT();
  const { phase, track, fixCount, share, error, displayName } = phone;
  const facts = [
    t('track.fixes', { count: fixCount }),
    t('track.pieces', { count: track.segments.length }),
    t('track.gaps', { count: track.gaps.length }),
  ];
  return (
    <section aria-label={t('track.of', { name: displayName })} data-testid="phone-track">
      <Text fw={600} size="sm">
        {displayName}
      </Text>
      {phase === 'reading' ? (
        <ProgressState
          what={t('track.reading')}
          share={share}
          detail={t('track.fixes', { count: fixCount })}
        />
      ) : null}
      {phase === 'failed' && fixCount === 0 ? <ErrorState error={error} onRetry={onRetry} /> : null}
      {phase === 'failed' && fixCount > 0 ? (
        <Stack gap="xs" role="status" my="xs">
          <Text size="sm">{t('track.incomplete')}</Text>
          <Button variant="default" mih={44} h="auto" onClick={onRetry}>
            {t('state.error.retry')}
          </Button>
        </Stack>
      ) : null}
      {phase === 'ready' && fixCount === 0 ? (
        <EmptyState title={t('track.empty')} body={t('track.emptyHelp')} />
      ) : null}
      {fixCount > 0 && phase !== 'reading' ? (
        <>
          <Text size="sm" data-testid="track-summary">
            {facts.join(' · ')}
          </Text>
          <TrackTable track={track} name={displayName} />
        </>
      ) : null}
    </section>
  );
}
