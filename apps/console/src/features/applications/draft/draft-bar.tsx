import { Button, Group, Text } from '@mantine/core';
import { IconCloudCheck, IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatTime } from '../../../i18n/time.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../form/form.module.css';

export interface DraftBarProps {
  savedAt: string | null;
  kept: boolean;
  sending: boolean;
  /** True after an attempt that did not get through. */
  again: boolean;
  label?: string;
  discardLabel?: string;
  /** Why it is not at headquarters, if it should be. */
  notice?: ReactNode;
  onDiscard?: (() => void) | undefined;
}

/** Where the application is, in so many words, and the button that sends it. */
export function DraftBar(props: DraftBarProps) {
  const { savedAt, kept, sending, again, label, discardLabel, notice, onDiscard } = props;
  const t = useT();
  const Icon = sending ? IconCloudCheck : IconDeviceFloppy;
  const words = sending
    ? t('application.delivery.sending')
    : !kept
      ? t('application.delivery.notKept')
      : savedAt === null
        ? t('application.delivery.empty')
        : t('application.delivery.onDevice', { time: formatTime(savedAt) });
  return (
    <div className={classes.bar}>
      <div className={classes.notice}>{notice}</div>
      <Group role="status" gap={8} wrap="nowrap" data-testid="delivery-state">
        <Icon size={20} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm">{words}</Text>
      </Group>
      {onDiscard && (savedAt !== null || discardLabel !== undefined) ? (
        <Button variant="default" className={classes.button ?? ''} onClick={onDiscard} disabled={sending}>
          {discardLabel ?? t('application.draft.discard')}
        </Button>
      ) : null}
      <Button
        type="submit"
        className={classes.button ?? ''}
        leftSection={<IconSend size={18} aria-hidden />}
        loading={sending}
        aria-keyshortcuts="Control+Enter"
      >
        {again ? t('application.send.again') : (label ?? t('application.send'))}
      </Button>
    </div>
  );
}
