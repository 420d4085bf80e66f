import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { Application } from '@izdeu/contracts';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { errorMessageId } from '../../../i18n/error-message.js';
import { useT } from '../../../i18n/use-t.js';
import { useWithdrawApplication } from '../api/use-withdraw-application.js';
import classes from '../form/form.module.css';

/** Withdrawing ends an application, so it asks for the reason and a second press. */
export function WithdrawForm({ application, onDone }: { application: Application; onDone: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [commandId] = useState(() => newId());
  const withdraw = useWithdrawApplication(application.id);
  const empty = reason.trim() === '';
  return (
    <form
      noValidate
      className={classes.group}
      aria-label={t('application.withdraw')}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!empty)
          withdraw.mutate({ commandId, version: application.version, reason }, { onSuccess: onDone });
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('application.withdraw.help')}</Text>
        <Textarea
          label={t('application.withdraw.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && empty ? t('application.problem.required') : undefined}
          autosize
          minRows={2}
          data-autofocus
        />
        {withdraw.error ? (
          <Alert color="red" role="alert">
            {t(errorMessageId(withdraw.error))}
          </Alert>
        ) : null}
        <Group>
          <Button type="submit" color="red" className={classes.button ?? ''} loading={withdraw.isPending}>
            {t('application.withdraw')}
          </Button>
          <Button variant="default" className={classes.button ?? ''} onClick={onDone}>
            {t('action.close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
