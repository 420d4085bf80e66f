import { Group, Text } from '@mantine/core';
import type { LivePosition } from '@izdeu/contracts';
import { ROUGH_ABOVE_METRES, SILENT_AFTER_MILLISECONDS } from '@izdeu/domain';
import { Age } from '../../../components/age.js';
import { useT } from '../../../i18n/use-t.js';

/** How old and how exact a position is, said wherever one is named: an old or a rough one by a word, not by a shade. */
export function FixAge({ fix: { at, accuracyMetres } }: { fix: LivePosition }) {
  const t = useT();
  const metres = Math.round(accuracyMetres);
  return (
    <Group component="span" gap={8} wrap="wrap" data-testid="fix-age">
      <Age at={at} staleAfterMilliseconds={SILENT_AFTER_MILLISECONDS} />
      <Text span size="sm">
        {t(accuracyMetres > ROUGH_ABOVE_METRES ? 'position.rough' : 'position.accuracy', { metres })}
      </Text>
    </Group>
  );
}

/** Phones by name, the newest position first. */
export function PhoneAges({ fixes }: { fixes: readonly LivePosition[] }) {
  return [...fixes]
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at))
    .map((fix) => (
      <div key={`${fix.deviceId} ${fix.userId}`}>
        <Text size="sm" fw={600}>
          {fix.displayName}
        </Text>
        <FixAge fix={fix} />
      </div>
    ));
}
