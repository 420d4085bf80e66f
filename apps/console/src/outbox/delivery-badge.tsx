import { Group, Text } from '@mantine/core';
import { IconBuildingBroadcastTower, IconDeviceMobile, IconSend, IconX } from '@tabler/icons-react';
import { useT } from '../i18n/use-t.js';
import type { DeliveryState } from './outbox-core.js';

const LOOK = {
  'on-device': { Icon: IconDeviceMobile, text: 'delivery.onDevice' },
  sending: { Icon: IconSend, text: 'outbox.sending' },
  'at-headquarters': { Icon: IconBuildingBroadcastTower, text: 'delivery.atHeadquarters' },
  refused: { Icon: IconX, text: 'outbox.refused' },
} as const;

/** Where a report is: a sign and a word, never colour alone. */
export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const t = useT();
  const { Icon, text } = LOOK[state];
  return (
    <Group gap={6} wrap="nowrap" data-delivery={state}>
      <Icon size={18} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" fw={600} component="span">
        {t(text)}
      </Text>
    </Group>
  );
}
