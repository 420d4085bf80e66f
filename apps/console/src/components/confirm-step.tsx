import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../i18n/use-t.js';

export interface ConfirmStepProps {
  /** The act in its own words, such as "Close the incident": never "OK". */
  act: string;
  /** What will be different afterwards, and whether it can be taken back. */
  consequence: string;
  pending?: boolean;
  onConfirm: () => void;
}

/** An act that cannot be taken back asks once, in place: nothing covers the map. */
export function ConfirmStep({ act, consequence, pending = false, onConfirm }: ConfirmStepProps) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button variant="outline" color="red" mih={44} h="auto" onClick={() => setAsked(true)}>
        {act}
      </Button>
    );
  return (
    <Alert color="red" role="alert">
      <Text mb="sm">{consequence}</Text>
      <Group gap="xs">
        <Button color="red" mih={44} h="auto" loading={pending} onClick={onConfirm}>
          {act}
        </Button>
        <Button variant="default" mih={44} h="auto" autoFocus onClick={() => setAsked(false)}>
          {t('action.cancel')}
        </Button>
      </Group>
    </Alert>
  );
}
