import { Alert, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { signIn } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { callRoute } from '../../app/http/call-route.js';
import { landingPath, SESSION_KEY, useSession } from '../../app/session/session.js';
import { HelpOpener } from '../../app/help/help-opener.js';
import { AppearanceSwitch } from '../../app/shell/appearance-switch.js';
import { LanguageSwitch } from '../../app/shell/language-switch.js';
import { SubmitButton } from '../../components/submit-button.js';
import { errorMessageId } from '../../i18n/error-message.js';
import { useT } from '../../i18n/use-t.js';

/** Only a path of ours: a crafted link must not send somebody who has just signed in elsewhere. */
function returnPath(state: unknown): string | null {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) && from !== '/' ? from : null;
}

function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => callRoute(signIn, { body }),
    onSuccess: ({ user }) => client.setQueryData(SESSION_KEY, user),
  });
}

export function SignInPage() {
  const t = useT();
  const location = useLocation();
  const session = useSession();
  const attempt = useSignIn();
  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: {
      login: (value) => (value.trim() === '' ? t('user.loginRequired') : null),
      password: (value) => (value === '' ? t('user.passwordRequired') : null),
    },
  });

  if (session.data) return <Navigate to={returnPath(location.state) ?? landingPath(session.data)} replace />;
  const problem = attempt.error ? errorMessageId(attempt.error) : null;
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack w="100%" maw={420} gap="lg">
        <Group justify="space-between">
          <Group gap="sm" wrap="nowrap">
            <img src="/favicon.svg" alt="" width={44} height={44} />
            <Title order={1}>{t('app.name')}</Title>
          </Group>
          <Group gap={4} wrap="nowrap">
            <LanguageSwitch />
            <AppearanceSwitch />
            <HelpOpener />
          </Group>
        </Group>
        <Text>{t('app.tagline')}</Text>
        <Paper
          withBorder
          p="lg"
          component="form"
          onSubmit={form.onSubmit((values) => attempt.mutate(values))}
          noValidate
        >
          <Stack gap="md">
            <TextInput
              label={t('user.login')}
              size="lg"
              autoComplete="username"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              required
              withAsterisk={false}
              {...form.getInputProps('login')}
            />
            <PasswordInput
              label={t('user.password')}
              size="lg"
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ 'aria-label': t('user.showPassword'), tabIndex: 0 }}
              {...form.getInputProps('password')}
            />
            {problem ? (
              <Alert color="red" role="alert">
                {t(problem === 'error.UNAUTHENTICATED' ? 'user.wrongCredentials' : problem)}
              </Alert>
            ) : null}
            <SubmitButton loading={attempt.isPending}>{t('user.signIn')}</SubmitButton>
          </Stack>
        </Paper>
        <Text size="sm" c="dimmed">
          {t('user.signInHelp')}
        </Text>
      </Stack>
    </Center>
  );
}
