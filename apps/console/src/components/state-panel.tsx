import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export interface StatePanelProps {
  icon: ReactNode;
  title: string;
  body?: string | undefined;
  note?: string | undefined;
  action?: ReactNode;
  /** "alert" is read out at once, "status" when the reader pauses. */
  role?: 'alert' | 'status';
}

/** One look for every "there is nothing to show, because": an icon, what happened, what to do. */
export function StatePanel({ icon, title, body, note, action, role = 'status' }: StatePanelProps) {
  return (
    <Stack role={role} align="center" justify="center" gap="xs" p="xl" mih={220} ta="center">
      <span aria-hidden>{icon}</span>
      <Title order={2} size="h3">
        {title}
      </Title>
      {body ? <Text maw={460}>{body}</Text> : null}
      {note ? (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      ) : null}
      {action}
    </Stack>
  );
}
