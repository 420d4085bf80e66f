import { Chip, Group, Input, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { SKILLS, type Squad } from '@izdeu/contracts';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { useLocaleStore } from '../../i18n/locale.js';
import { useT } from '../../i18n/use-t.js';
import { useAddMember } from './api/use-add-member.js';
import { FormActions } from '../../components/form-actions.js';
import classes from './squads.module.css';

type Skill = (typeof SKILLS)[number];
const PHONE = /^\+?[0-9 ()-]{5,24}$/;
const EMPTY = { fullName: '', phone: '', birthYear: '', branchId: '', skills: [] as Skill[] };

export function MemberForm({ squad, onDone }: { squad: Squad; onDone: () => void }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const [commandId] = useState(() => newId());
  const add = useAddMember(squad.id);
  const form = useForm({
    initialValues: EMPTY,
    validate: {
      fullName: (value) => (value.trim() === '' ? t('application.problem.required') : null),
      phone: (value) => (value === '' || PHONE.test(value.trim()) ? null : t('application.problem.phone')),
      birthYear: (value) =>
        value === '' || /^(19|20)\d\d$/.test(value)
          ? null
          : t('application.problem.number', { min: '1900', max: '2099' }),
    },
  });
  const submit = form.onSubmit(({ fullName, phone, birthYear, branchId, skills }) =>
    add.mutate(
      {
        commandId,
        fullName,
        skills,
        ...(phone !== '' && { phone }),
        ...(birthYear !== '' && { birthYear: Number(birthYear) }),
        ...(branchId !== '' && { branchId }),
      },
      { onSuccess: onDone },
    ),
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('squads.member.add')}>
      <div className={classes.grid}>
        <TextInput label={t('squads.member.name')} autoComplete="off" {...form.getInputProps('fullName')} />
        <TextInput
          label={t('squads.member.phone')}
          type="tel"
          autoComplete="off"
          {...form.getInputProps('phone')}
        />
        <TextInput
          label={t('squads.member.birthYear')}
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps('birthYear')}
        />
        {squad.branches.length > 0 ? (
          <NativeSelect
            label={t('squads.member.branch')}
            data={[
              { value: '', label: t('squads.member.noBranch') },
              ...squad.branches.map(({ id, name }) => ({ value: id, label: name[locale] })),
            ]}
            {...form.getInputProps('branchId')}
          />
        ) : null}
      </div>
      <Input.Wrapper label={t('squads.member.skills')} labelElement="div">
        <Chip.Group
          multiple
          value={form.values.skills}
          onChange={(chosen) =>
            form.setFieldValue(
              'skills',
              SKILLS.filter((skill) => chosen.includes(skill)),
            )
          }
        >
          <Group gap={8} mt={6} role="group" aria-label={t('squads.member.skills')}>
            {SKILLS.map((skill) => (
              <Chip key={skill} value={skill} size="md">
                {t(`squads.skill.${skill}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <FormActions
        submit={t('squads.member.save')}
        pending={add.isPending}
        error={add.error}
        onClose={onDone}
      />
    </form>
  );
}
