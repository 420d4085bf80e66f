import { Button } from '@mantine/core';
import { IconPlus, IconUserMinus } from '@tabler/icons-react';
import { useT } from '../../../i18n/use-t.js';
import type { FieldSpec } from '../questionnaire/field-spec.js';
import { GARMENT_FIELDS, PERSON_FIELDS, PHONE_FIELDS } from '../questionnaire/person-fields.js';
import type { Problems } from '../questionnaire/problems.js';
import {
  answer,
  inRows,
  newPerson,
  type Edit,
  type PersonAnswers,
  type Row,
} from '../questionnaire/questionnaire.js';
import { AnswerGrid } from './answer-grid.js';
import classes from './form.module.css';
import { RowList } from './row-list.js';

export type PersonSection = keyof typeof PERSON_FIELDS | 'clothes';

export interface PersonGroupsProps {
  section: PersonSection;
  persons: readonly PersonAnswers[];
  problems: Problems;
  onEdit: (edit: Edit<readonly PersonAnswers[]>) => void;
}

type PersonProps = Omit<PersonGroupsProps, 'persons' | 'onEdit'> & {
  person: PersonAnswers;
  index: number;
  onEdit: (edit: Edit<PersonAnswers>) => void;
};

/** The questions of one section, asked about each person in turn. */
export function PersonGroups({ section, persons, problems, onEdit }: PersonGroupsProps) {
  const t = useT();
  const nameOf = (person: PersonAnswers, index: number) =>
    person.answers.fullName?.trim() || t('person.number', { number: index + 1 });
  return (
    <>
      {persons.map((person, index) => (
        <fieldset
          key={person.key}
          className={persons.length === 1 ? `${classes.group} ${classes.bare}` : (classes.group ?? '')}
        >
          <legend>{nameOf(person, index)}</legend>
          <PersonFields
            section={section}
            person={person}
            index={index}
            problems={problems}
            onEdit={(edit) => onEdit(inRows(person.key, edit))}
          />
          {section === 'persons' && persons.length > 1 && person.id === undefined ? (
            <Button
              variant="subtle"
              className={classes.button ?? ''}
              w="fit-content"
              leftSection={<IconUserMinus size={18} aria-hidden />}
              onClick={() => onEdit((before) => before.filter((one) => one.key !== person.key))}
            >
              {t('person.remove', { name: nameOf(person, index) })}
            </Button>
          ) : null}
        </fieldset>
      ))}
      {section === 'persons' ? (
        <Button
          variant="default"
          className={classes.button ?? ''}
          w="fit-content"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={persons.length >= 20}
          onClick={() => onEdit((before) => [...before, newPerson()])}
        >
          {t('person.add')}
        </Button>
      ) : null}
    </>
  );
}

function PersonFields({ section, person, index, problems, onEdit }: PersonProps) {
  const at = `persons.${index}`;
  const rows = (list: 'clothes' | 'phones') => (edit: Edit<readonly Row[]>) =>
    onEdit((before) => ({ ...before, [list]: edit(before[list]) }));
  if (section === 'clothes')
    return (
      <RowList
        specs={GARMENT_FIELDS}
        rows={person.clothes}
        at={`${at}.clothes`}
        addLabel="person.addGarment"
        problems={problems}
        onEdit={rows('clothes')}
      />
    );
  const specs: readonly FieldSpec[] = PERSON_FIELDS[section];
  return (
    <>
      {section === 'carried' ? (
        <RowList
          specs={PHONE_FIELDS}
          rows={person.phones}
          at={`${at}.carried.phones`}
          addLabel="person.addPhone"
          problems={problems}
          onEdit={rows('phones')}
        />
      ) : null}
      <AnswerGrid
        specs={specs}
        answers={person.answers}
        prefix={`${at}.`}
        problems={problems}
        onAnswer={(path, value) => onEdit(answer(path, value))}
      />
    </>
  );
}
