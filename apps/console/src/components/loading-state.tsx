import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useT } from '../i18n/use-t.js';

export interface LoadingStateProps {
  /** What is being loaded, for people who cannot see the skeleton. */
  what?: string;
  rows?: number;
}

/** A skeleton in the shape of a heading and rows: the page does not jump when it arrives. */
export function LoadingState({ what, rows = 4 }: LoadingStateProps) {
  const t = useT();
  return (
    <Stack p="md" gap="sm" role="status" aria-busy>
      <VisuallyHidden>{what ? t('state.loadingWhat', { what }) : t('state.loading')}</VisuallyHidden>
      <Skeleton height={28} width="40%" />
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={56} />
      ))}
    </Stack>
  );
}
