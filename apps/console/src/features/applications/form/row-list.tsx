import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { MessageId } from '../../../i18n/messages.js';
import { useT } from '../../../i18n/use-t.js';
import type { FieldSpec } from '../questionnaire/field-spec.js';
import type { Problems } from '../questionnaire/problems.js';
import { answer, inRows, newRow, type Edit, type Row } from '../questionnaire/questionnaire.js';
import { AnswerGrid } from './answer-grid.js';
import classes from './form.module.css';

export interface RowListProps {
  specs: readonly FieldSpec[];
  rows: readonly Row[];
  /** Path of the list in the application. */
  at: string;
  /** What a row is called by the button that adds one. */
  addLabel: MessageId;
  problems: Problems;
  onEdit: (edit: Edit<readonly Row[]>) => void;
}

/** Garments, phones, contacts: as many as there are. */
export function RowList({ specs, rows, at, addLabel, problems, onEdit }: RowListProps) {
  const t = useT();
  return (
    <>
      {rows.map((row, index) => (
        <div key={row.key} className={classes.group} role="group" aria-label={String(index + 1)}>
          <AnswerGrid
            specs={specs}
            answers={row.answers}
            prefix={`${at}.${index}.`}
            problems={problems}
            onAnswer={(path, value) => onEdit(inRows(row.key, answer(path, value)))}
          />
          <Button
            variant="subtle"
            className={classes.button ?? ''}
            justify="flex-start"
            w="fit-content"
            leftSection={<IconX size={18} aria-hidden />}
            onClick={() => onEdit((before) => before.filter((one) => one.key !== row.key))}
          >
            {t('application.row.remove', { number: index + 1 })}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        className={classes.button ?? ''}
        w="fit-content"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => onEdit((before) => [...before, newRow()])}
      >
        {t(addLabel)}
      </Button>
    </>
  );
}
