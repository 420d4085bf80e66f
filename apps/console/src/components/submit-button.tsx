import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** Sends the form it stands in. */
export function SubmitButton({ children, loading }: { children: ReactNode; loading: boolean }) {
  return (
    <Button type="submit" mih={56} h="auto" fz="md" fullWidth loading={loading}>
      {children}
    </Button>
  );
}
