import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { memo } from 'react';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import { YES_NO, type FieldSpec } from '../questionnaire/field-spec.js';
import type { Problem } from '../questionnaire/problems.js';
import classes from './form.module.css';

export interface AnswerFieldProps {
  spec: FieldSpec;
  /** Full dotted path in the application; it is the id of the control, where a refusal sends the focus. */
  at: string;
  value: string;
  problem?: Problem | undefined;
  onChange: (path: string, value: string) => void;
}

const INPUT: Partial<Record<FieldSpec['kind'], object>> = {
  phone: { type: 'tel', inputMode: 'tel' },
  number: { inputMode: 'numeric' },
  day: { type: 'date' },
  instant: { type: 'datetime-local' },
  point: { autoCapitalize: 'none', spellCheck: false },
};

/** One question with its control, whatever its kind. */
export const AnswerField = memo(function AnswerField(props: AnswerFieldProps) {
  const { spec, at, value, problem, onChange } = props;
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const common = {
    id: at,
    name: at,
    label: t(spec.label),
    error: problem ? t(problem.id, problem.values) : undefined,
    description: spec.help ? t(spec.help) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => onChange(spec.path, event.currentTarget.value),
    autoComplete: 'off',
  };
  if (spec.kind === 'choice' || spec.kind === 'yes-no') {
    const choices = (spec.choices ?? YES_NO).map((choice) => ({
      value: choice.value,
      label: choice.text(t, locale),
    }));
    const none =
      spec.initial === undefined ? [{ value: '', label: t(spec.none ?? 'application.choice.none') }] : [];
    return <NativeSelect {...common} value={value || (spec.initial ?? '')} data={[...none, ...choices]} />;
  }
  if (spec.kind === 'long')
    return (
      <Textarea {...common} className={classes.wide ?? ''} value={value} rows={3} autosize minRows={2} />
    );
  return <TextInput {...common} value={value} {...INPUT[spec.kind]} />;
});
