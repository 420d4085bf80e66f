import { Alert, Checkbox, Paper, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { v7 as newId } from 'uuid';
import { RequestError } from '../../app/http/request-error.js';
import { SubmitButton } from '../../components/submit-button.js';
import { errorMessageId } from '../../i18n/error-message.js';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import { useAcceptInvitation } from './api/use-accept-invitation.js';

const LOGIN = /^[a-z0-9._-]{3,60}$/;

interface AccountFormProps {
  token: string;
  name: string;
  /** The first administrator: in a small squad the same person runs the searches. */
  first: boolean;
}

/** Name, login and password of the account an invitation offers. */
export function AccountForm({ token, name, first }: AccountFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const locale = useLocaleStore((store) => store.locale);
  const accept = useAcceptInvitation();
  // One command per filled form: pressing again after a lost answer makes no second account.
  const [commandId, setCommandId] = useState(() => newId());
  const form = useForm({
    initialValues: { displayName: name, login: '', password: '', alsoDispatcher: first },
    validate: {
      displayName: (value) => (value.trim() === '' ? t('application.problem.required') : null),
      login: (value) => (LOGIN.test(value.trim().toLowerCase()) ? null : t('setup.loginHelp')),
      password: (value) => (value.length < 10 ? t('setup.passwordHelp') : null),
    },
  });
  const submit = form.onSubmit((values) =>
    accept.mutate(
      { commandId, token, locale, ...values },
      {
        onSuccess: () => void navigate(first ? '/admin' : '/', { replace: true }),
        onError: (error) => {
          if (!(error instanceof RequestError) || error.isTemporary) return;
          setCommandId(newId());
          if (error.details.field === 'login') form.setFieldError('login', t('setup.loginTaken'));
        },
      },
    ),
  );
  const taken = accept.error instanceof RequestError && accept.error.details.field === 'login';
  return (
    <Paper withBorder p="lg" component="form" onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('setup.displayName')}
          size="lg"
          autoComplete="name"
          {...form.getInputProps('displayName')}
        />
        <TextInput
          label={t('user.login')}
          description={t('setup.loginHelp')}
          size="lg"
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...form.getInputProps('login')}
        />
        <PasswordInput
          label={t('user.password')}
          description={t('setup.passwordHelp')}
          size="lg"
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('user.showPassword'), tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        {first ? (
          <Checkbox
            size="md"
            label={t('setup.alsoDispatcher')}
            description={t('setup.alsoDispatcherHelp')}
            {...form.getInputProps('alsoDispatcher', { type: 'checkbox' })}
          />
        ) : null}
        {accept.error && !taken ? (
          <Alert color="red" role="alert">
            <Text size="sm">{t(errorMessageId(accept.error))}</Text>
          </Alert>
        ) : null}
        <SubmitButton loading={accept.isPending}>{t('setup.create')}</SubmitButton>
      </Stack>
    </Paper>
  );
}
