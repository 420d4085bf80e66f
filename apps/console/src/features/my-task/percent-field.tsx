import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './my-task.module.css';

export interface PercentFieldProps {
  label: string;
  help?: string;
  most: number;
  value?: string;
  error?: ReactNode;
  onChange?: (value: string) => void;
}

/** A number to type, and under it a slider for a thumb in a glove. Nothing is chosen until the person chooses. */
export function PercentField({ label, help, most, value = '', error, onChange }: PercentFieldProps) {
  return (
    <div>
      <TextInput
        label={label}
        description={help}
        value={value}
        error={error}
        onChange={(event) => onChange?.(event.currentTarget.value)}
        inputMode="decimal"
        size="md"
        rightSection="%"
        required
        withAsterisk={false}
        styles={{ input: { minHeight: 56, fontSize: 22, fontWeight: 700 } }}
      />
      <input
        type="range"
        className={classes.range}
        aria-label={label}
        min={0}
        max={most}
        step={most === 100 ? 5 : 1}
        value={Number(value.replace(',', '.')) || 0}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
    </div>
  );
}
