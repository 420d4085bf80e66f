import { Alert, Button, Group } from '@mantine/core';
import { errorMessageId } from '../i18n/error-message.js';
import { useT } from '../i18n/use-t.js';

export interface FormActionsProps {
  submit: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
}

/** The end of a form: what went wrong, the button that sends, the one that closes. */
export function FormActions({ submit, pending, error, onClose }: FormActionsProps) {
  const t = useT();
  return (
    <>
      {error ? (
        <Alert color="red" role="alert">
          {t(errorMessageId(error))}
        </Alert>
      ) : null}
      <Group>
        <Button type="submit" mih={48} loading={pending}>
          {submit}
        </Button>
        <Button variant="default" mih={48} onClick={onClose}>
          {t('action.close')}
        </Button>
      </Group>
    </>
  );
}
