import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { useT } from '../../i18n/use-t.js';
import { useRecordTraining } from './api/use-record-training.js';
import { FormActions } from '../../components/form-actions.js';
import classes from './squads.module.css';

const AUDIENCES = ['students', 'members', 'public'] as const;
type Audience = (typeof AUDIENCES)[number];

export function TrainingForm({ squadId, onDone }: { squadId: string; onDone: () => void }) {
  const t = useT();
  const [commandId] = useState(() => newId());
  const record = useRecordTraining(squadId);
  const required = (value: string) => (value.trim() === '' ? t('application.problem.required') : null);
  const form = useForm({
    initialValues: { title: '', audience: 'students' as Audience, heldOn: '', participants: '', note: '' },
    validate: {
      title: required,
      heldOn: required,
      participants: (value) =>
        /^[1-9]\d{0,3}$/.test(value) ? null : t('application.problem.number', { min: 1, max: 9999 }),
    },
  });
  const submit = form.onSubmit(({ participants, ...rest }) =>
    record.mutate({ commandId, participants: Number(participants), ...rest }, { onSuccess: onDone }),
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('squads.training.record')}>
      <div className={classes.grid}>
        <TextInput label={t('squads.training.title')} autoComplete="off" {...form.getInputProps('title')} />
        <TextInput label={t('squads.training.heldOn')} type="date" {...form.getInputProps('heldOn')} />
        <NativeSelect
          label={t('squads.training.audience')}
          data={AUDIENCES.map((value) => ({ value, label: t(`squads.audience.${value}`) }))}
          {...form.getInputProps('audience')}
        />
        <TextInput
          label={t('squads.training.participants')}
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps('participants')}
        />
      </div>
      <Textarea label={t('squads.training.note')} autosize minRows={2} {...form.getInputProps('note')} />
      <FormActions
        submit={t('squads.training.save')}
        pending={record.isPending}
        error={record.error}
        onClose={onDone}
      />
    </form>
  );
}
