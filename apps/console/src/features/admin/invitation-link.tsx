import { Alert, Button, CopyButton, Group, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { QrCode } from '../../components/qr-code.js';
import { formatDateTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import classes from './admin.module.css';

export interface InvitationLinkProps {
  path: string;
  expiresAt: string;
  onDone: () => void;
}

/** Shown once: the server keeps only its hash. */
export function InvitationLink({ path, expiresAt, onDone }: InvitationLinkProps) {
  const t = useT();
  const link = `${location.origin}${path}`;
  return (
    <div className={classes.form}>
      <Alert role="status">{t('admin.invite.ready', { time: formatDateTime(expiresAt) })}</Alert>
      <TextInput
        label={t('admin.invite.link')}
        value={link}
        readOnly
        data-testid="invitation-link"
        onFocus={(event) => event.currentTarget.select()}
      />
      <figure style={{ margin: 0 }}>
        <QrCode text={link} label={t('admin.invite.qr')} />
        <Text component="figcaption" size="sm" mt={6}>
          {t('admin.invite.qr.help')}
        </Text>
      </figure>
      <Group>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button
              mih={48}
              onClick={copy}
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            >
              <span role="status">{t(copied ? 'admin.invite.copied' : 'admin.invite.copy')}</span>
            </Button>
          )}
        </CopyButton>
        <Button variant="default" mih={48} onClick={onDone}>
          {t('action.close')}
        </Button>
      </Group>
    </div>
  );
}
