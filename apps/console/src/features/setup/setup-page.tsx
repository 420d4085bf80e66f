import { Center, Group, Stack, Text, Title } from '@mantine/core';
import { RequestError } from '../../app/http/request-error.js';
import { HelpOpener } from '../../app/help/help-opener.js';
import { AppearanceSwitch } from '../../app/shell/appearance-switch.js';
import { LanguageSwitch } from '../../app/shell/language-switch.js';
import { EmptyState } from '../../components/empty-state.js';
import { ErrorState } from '../../components/error-state.js';
import { LinkButton } from '../../components/link-button.js';
import { LoadingState } from '../../components/loading-state.js';
import { formatDateTime } from '../../i18n/time.js';
import { useT } from '../../i18n/use-t.js';
import { AccountForm } from './account-form.js';
import { useInvitation } from './api/use-invitation.js';
import { useLinkToken } from './use-link-token.js';

/** Where a one-time link leads: the first administrator's, or an invitation. */
export function SetupPage() {
  const t = useT();
  const token = useLinkToken();
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack w="100%" maw={460} gap="lg">
        <Group justify="space-between">
          <Group gap="sm" wrap="nowrap">
            <img src="/favicon.svg" alt="" width={36} height={36} />
            <Text fw={700} size="xl">
              {t('app.name')}
            </Text>
          </Group>
          <Group gap={4}>
            <LanguageSwitch />
            <AppearanceSwitch />
            <HelpOpener />
          </Group>
        </Group>
        {token === '' ? (
          <EmptyState title={t('setup.noToken')} body={t('setup.noTokenHelp')} action={<ToSignIn />} />
        ) : (
          <Invitation key={token} token={token} />
        )}
      </Stack>
    </Center>
  );
}

const ToSignIn = () => <LinkButton to="/sign-in">{useT()('user.signIn')}</LinkButton>;

/** A link that was used, is over or was never ours gets the same words. */
const isSpent = (error: unknown): boolean =>
  error instanceof RequestError && ['NOT_FOUND', 'MALFORMED', 'REFUSED'].includes(error.code);

function Invitation({ token }: { token: string }) {
  const t = useT();
  const invitation = useInvitation(token);
  if (invitation.isPending) return <LoadingState what={t('setup.invitation')} rows={3} />;
  if (isSpent(invitation.error))
    return <EmptyState title={t('setup.used')} body={t('setup.usedHelp')} action={<ToSignIn />} />;
  if (!invitation.data)
    return <ErrorState error={invitation.error} onRetry={() => void invitation.refetch()} />;
  const { kind, roles, memberName, expiresAt } = invitation.data;
  const first = kind === 'first-administrator';
  const names = [...new Set(roles.map(({ role }) => t(`role.${role}`)))].join(', ');
  return (
    <>
      <title>{t('app.titleOf', { page: t(first ? 'page.setup' : 'setup.invitation') })}</title>
      <Stack gap={4}>
        <Title order={1} size="h2">
          {t(first ? 'setup.welcome' : 'setup.invitation')}
        </Title>
        <Text>{first ? t('setup.firstAdministrator') : t('setup.invitedAs', { roles: names })}</Text>
        {memberName ? <Text>{t('setup.forMember', { name: memberName })}</Text> : null}
        <Text size="sm" c="dimmed">
          {t('setup.validUntil', { time: formatDateTime(expiresAt) })}
        </Text>
      </Stack>
      <AccountForm token={token} name={memberName ?? ''} first={first} />
    </>
  );
}
