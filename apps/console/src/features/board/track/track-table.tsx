import { Button, Table, Text, UnstyledButton } from '@mantine/core';
import { distanceMetres, type Track, type TrackGap } from '@izdeu/domain';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { formatDuration } from '../../../i18n/duration.js';
import { formatClock, formatDate } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import { useIncidentView } from '../incident/use-incident-view.js';
import type { ShownFix } from './track-reader.js';
import { trackRows } from './track-rows.js';
import { useTrackStore } from './track-store.js';

const ROWS_AT_ONCE = 50;
const KILOMETRES_PER_HOUR = 3.6;

/** Each fix as it came, the newest first; choosing one shows it on the map. */
export function TrackTable({ track, name }: { track: Track<ShownFix>; name: string }) {
  const t = useT();
  const rows = useMemo(() => trackRows(track), [track]);
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  return (
    <>
      <Table fz="xs" horizontalSpacing={4} verticalSpacing={2} aria-label={t('track.of', { name })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('track.time')}</Table.Th>
            <Table.Th ta="end">{t('track.accuracy')}</Table.Th>
            <Table.Th ta="end">{t('track.speed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows
            .slice(0, shown)
            .map((row, index) =>
              row.kind === 'gap' ? (
                <GapRow key={`gap ${row.gap.after.at} ${row.gap.after.sequence}`} gap={row.gap} />
              ) : (
                <FixRow
                  key={`${row.fix.at} ${row.fix.sequence} ${index}`}
                  fix={row.fix}
                  isRough={row.isRough}
                />
              ),
            )}
        </Table.Tbody>
      </Table>
      {rows.length > shown ? (
        <Button
          variant="default"
          fullWidth
          mt="xs"
          mih={44}
          h="auto"
          onClick={() => setShown(shown + ROWS_AT_ONCE)}
        >
          {t('track.earlier')}
        </Button>
      ) : null}
    </>
  );
}

function GapRow({ gap: { reason, before, after, durationMilliseconds } }: { gap: TrackGap<ShownFix> }) {
  const t = useT();
  const metres = Math.round(distanceMetres([before.lon, before.lat], [after.lon, after.lat]));
  return (
    <Table.Tr data-testid="track-gap">
      <Table.Td colSpan={3} fw={700}>
        {t(`track.gap.${reason}`, { duration: formatDuration(durationMilliseconds, t), metres })}
      </Table.Td>
    </Table.Tr>
  );
}

function FixRow({ fix, isRough }: { fix: ShownFix; isRough: boolean }) {
  const t = useT();
  const intl = useIntl();
  const { map } = useIncidentView();
  const pick = useTrackStore((store) => store.pick);
  const metres = Math.round(fix.accuracyMetres);
  const speed = fix.speedMetresPerSecond;
  const show = () => {
    pick([fix.lon, fix.lat]);
    map?.panTo([fix.lon, fix.lat]);
  };
  return (
    <Table.Tr data-testid="track-fix">
      <Table.Td>
        <UnstyledButton mih={28} fz="xs" td="underline" title={formatDate(fix.at)} onClick={show}>
          {formatClock(fix.at)}
        </UnstyledButton>
        {fix.reportedAt === undefined ? null : (
          <Text size="xs">
            {t('track.phoneTime', { time: `${formatDate(fix.reportedAt)} ${formatClock(fix.reportedAt)}` })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="end">{t(isRough ? 'position.rough' : 'position.accuracy', { metres })}</Table.Td>
      <Table.Td ta="end">
        {speed === undefined
          ? '—'
          : t('track.speed.value', {
              value: intl.formatNumber(speed * KILOMETRES_PER_HOUR, { maximumFractionDigits: 1 }),
            })}
      </Table.Td>
    </Table.Tr>
  );
}
