import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { v7 as newId } from 'uuid';
import { RequestError } from '../../app/http/request-error.js';
import { useT } from '../../i18n/use-t.js';
import classes from './admin.module.css';
import { useCreateSquad } from './api/use-create-squad.js';
import { FormActions } from '../../components/form-actions.js';

const CODE = /^[A-Z0-9-]{2,20}$/;
const NO_NAME = { kk: '', ru: '', en: '' };
const NAMES = [
  ['kk', 'admin.squad.nameKk'],
  ['ru', 'admin.squad.nameRu'],
  ['en', 'admin.squad.nameEn'],
] as const;

/** A squad with its names in three languages and its branches. */
export function SquadForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const create = useCreateSquad();
  const required = (value: string) => (value.trim() === '' ? t('application.problem.required') : null);
  const name = { kk: required, ru: required, en: required };
  const form = useForm({
    initialValues: { code: '', base: '', name: NO_NAME, branches: [] as { name: typeof NO_NAME }[] },
    validate: {
      code: (value) => (CODE.test(value) ? null : t('admin.squad.code')),
      base: required,
      name,
      branches: { name },
    },
  });
  const taken = create.error instanceof RequestError && create.error.details.field === 'code';
  const submit = form.onSubmit((values) =>
    create.mutate(
      { commandId: newId(), ...values },
      {
        onSuccess: onDone,
        onError: (error) => {
          if (error instanceof RequestError && error.details.field === 'code')
            form.setFieldError('code', t('admin.squad.codeTaken'));
        },
      },
    ),
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('admin.squad.create')}>
      <div className={classes.grid}>
        {NAMES.map(([locale, label]) => (
          <TextInput
            key={locale}
            label={t(label)}
            autoComplete="off"
            {...form.getInputProps(`name.${locale}`)}
          />
        ))}
        <TextInput label={t('admin.squad.base')} autoComplete="off" {...form.getInputProps('base')} />
        <TextInput
          label={t('admin.squad.code')}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('code')}
          onChange={(event) => form.setFieldValue('code', event.currentTarget.value.toUpperCase())}
        />
      </div>
      {form.values.branches.map((_, index) => (
        <div
          key={index}
          className={classes.grid}
          role="group"
          aria-label={t('admin.squad.branch', { number: index + 1 })}
        >
          {NAMES.map(([locale, label]) => (
            <TextInput
              key={locale}
              label={`${t('admin.squad.branch', { number: index + 1 })}: ${t(label)}`}
              autoComplete="off"
              {...form.getInputProps(`branches.${index}.name.${locale}`)}
            />
          ))}
          <Button
            variant="subtle"
            w="fit-content"
            leftSection={<IconX size={18} aria-hidden />}
            onClick={() => form.removeListItem('branches', index)}
          >
            {t('admin.squad.removeBranch', { number: index + 1 })}
          </Button>
        </div>
      ))}
      <Button
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => form.insertListItem('branches', { name: NO_NAME })}
      >
        {t('admin.squad.addBranch')}
      </Button>
      <FormActions
        submit={t('admin.squad.save')}
        pending={create.isPending}
        error={taken ? null : create.error}
        onClose={onDone}
      />
    </form>
  );
}
