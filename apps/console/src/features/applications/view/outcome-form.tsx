import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { OUTCOME_KINDS, type OutcomeKind } from '@izdeu/contracts';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { errorMessageId } from '../../../i18n/error-message.js';
import { useT } from '../../../i18n/use-t.js';
import { useProposeOutcome } from '../api/use-propose-outcome.js';
import { fromRegionTime } from '../questionnaire/region-time.js';
import classes from '../form/form.module.css';

export interface OutcomeFormProps {
  personId: string;
  name: string;
  onDone: () => void;
}

/** What happened to one person and how it is known; somebody else confirms it. */
export function OutcomeForm({ personId, name, onDone }: OutcomeFormProps) {
  const t = useT();
  const [commandId] = useState(() => newId());
  const propose = useProposeOutcome(personId);
  const form = useForm({
    initialValues: { kind: 'found-alive' as OutcomeKind, evidence: '', occurredAt: '', placeText: '' },
    validate: { evidence: (value) => (value.trim() === '' ? t('application.problem.required') : null) },
  });
  const submit = form.onSubmit(({ kind, evidence, occurredAt, placeText }) => {
    const instant = occurredAt === '' ? null : fromRegionTime(occurredAt);
    propose.mutate(
      { commandId, kind, evidence, placeText, ...(instant !== null && { occurredAt: instant }) },
      { onSuccess: onDone },
    );
  });
  return (
    <form
      onSubmit={submit}
      noValidate
      className={classes.group}
      aria-label={t('person.outcome.for', { name })}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('person.outcome.help')}
        </Text>
        <div className={classes.grid}>
          <NativeSelect
            label={t('person.outcome.kind')}
            data={OUTCOME_KINDS.map((value) => ({ value, label: t(`outcome.kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          <TextInput
            type="datetime-local"
            label={t('person.outcome.occurredAt')}
            {...form.getInputProps('occurredAt')}
          />
          <TextInput label={t('person.outcome.placeText')} {...form.getInputProps('placeText')} />
          <Textarea
            className={classes.wide ?? ''}
            label={t('person.outcome.evidence')}
            autosize
            minRows={2}
            {...form.getInputProps('evidence')}
          />
        </div>
        {propose.error ? (
          <Alert color="red" role="alert">
            {t(errorMessageId(propose.error))}
          </Alert>
        ) : null}
        <Group>
          <Button type="submit" className={classes.button ?? ''} loading={propose.isPending}>
            {t('person.outcome.submit')}
          </Button>
          <Button variant="default" className={classes.button ?? ''} onClick={onDone}>
            {t('action.close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
