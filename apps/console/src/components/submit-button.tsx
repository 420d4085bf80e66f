import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** Sends the form it stands in. */
export function SubmitButton({ children, loading }: { children: ReactNode; loading: boolean }) {
  return (
    <Button
      type="submit"
      mih={56}
      h="auto"
      py={6}
      fz="md"
      fullWidth
      loading={loading}
      styles={{ label: { whiteSpace: 'normal', height: 'auto', lineHeight: 1.3 } }}
    >
      {children}
    </Button>
  );
}
