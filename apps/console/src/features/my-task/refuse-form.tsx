import { Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FieldButton } from '../../components/field-button.js';
import { useT } from '../../i18n/use-t.js';

export interface RefuseFormProps {
  onRefuse: (reason: string) => void;
  onCancel: () => void;
}

/** A refusal explains itself: the coordinator must know whether to send others or to wait. */
export function RefuseForm({ onRefuse, onCancel }: RefuseFormProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const empty = reason.trim() === '';
  const send = () => {
    if (empty) setAsked(true);
    else onRefuse(reason.trim());
  };
  return (
    <>
      <Textarea
        label={t('task.refuse.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={asked && empty ? t('task.refuse.required') : null}
        maxLength={500}
        minRows={2}
        size="md"
        data-autofocus
      />
      <Group grow gap="xs">
        <FieldButton variant="default" onClick={onCancel}>
          {t('task.cancel')}
        </FieldButton>
        <FieldButton color="red" onClick={send}>
          {t('task.step.refused')}
        </FieldButton>
      </Group>
    </>
  );
}
