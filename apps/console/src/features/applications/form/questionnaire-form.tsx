import { Alert, Button, Stack } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useT } from '../../../i18n/use-t.js';
import {
  APPLICATION_FIELDS,
  CONTACT_FIELDS,
  SECTIONS,
  type SectionName,
} from '../questionnaire/application-fields.js';
import type { Problems } from '../questionnaire/problems.js';
import { answer, type Edit, type Questionnaire } from '../questionnaire/questionnaire.js';
import { AnswerGrid } from './answer-grid.js';
import { FormSection } from './form-section.js';
import { PersonGroups, type PersonSection } from './person-groups.js';
import { RowList } from './row-list.js';
import { filledIn, problemsOf, sectionOf } from './section-of.js';

export interface QuestionnaireFormProps {
  value: Questionnaire;
  problems: Problems;
  /** Counts the refusals: each leads to its first field. */
  refusals: number;
  onEdit: (edit: Edit<Questionnaire>) => void;
  onSubmit: () => void;
  /** The bar with the state of the draft and the buttons. */
  children: ReactNode;
}

const AT_FIRST: readonly SectionName[] = ['applicant', 'persons', 'lastSeen', 'police'];
type Part = Pick<QuestionnaireFormProps, 'value' | 'problems' | 'onEdit'>;

/** The whole questionnaire in the order of a phone call; works without a mouse. */
export function QuestionnaireForm(props: QuestionnaireFormProps) {
  const { value, problems, refusals, onEdit, onSubmit, children } = props;
  const t = useT();
  const [open, setOpen] = useState<readonly SectionName[]>(AT_FIRST);
  const allOpen = open.length === SECTIONS.length;
  const toggle = (name: SectionName, now: boolean) =>
    setOpen((before) => (now ? [...new Set([...before, name])] : before.filter((one) => one !== name)));

  useFirstProblem({ problems, refusals }, (section) => toggle(section, true));

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        // Enter in a line of text would send a half-told story; Ctrl+Enter means it.
        if (event.target instanceof HTMLInputElement) event.preventDefault();
        if (event.ctrlKey || event.metaKey) onSubmit();
      }}
    >
      <Stack gap="sm">
        <Button
          variant="subtle"
          size="compact-md"
          mih={32}
          ml="auto"
          onClick={() => setOpen(allOpen ? [] : SECTIONS)}
        >
          {t(allOpen ? 'application.collapseAll' : 'application.expandAll')}
        </Button>
        {SECTIONS.map((name) => (
          <FormSection
            key={name}
            name={name}
            open={open.includes(name)}
            onToggle={(now) => toggle(name, now)}
            filled={filledIn(value, name)}
            problems={problemsOf(problems, name)}
          >
            <SectionFields name={name} value={value} problems={problems} onEdit={onEdit} />
          </FormSection>
        ))}
      </Stack>
      {children}
    </form>
  );
}

/** A refusal leads to the first field it is about: its section opens, the cursor goes there. */
function useFirstProblem(
  { problems, refusals }: Pick<QuestionnaireFormProps, 'problems' | 'refusals'>,
  reveal: (section: SectionName) => void,
) {
  const [seen, setSeen] = useState(refusals);
  if (refusals !== seen) {
    setSeen(refusals);
    Object.keys(problems).forEach((path) => reveal(sectionOf(path)));
  }
  const first = Object.keys(problems)[0];
  useEffect(() => {
    if (refusals > 0 && first !== undefined) document.getElementById(first)?.focus();
    // Only a new refusal moves the cursor: mending one field must not jump to the next while typing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [refusals]);
}

function SectionFields({ name, value, problems, onEdit }: Part & { name: SectionName }) {
  const t = useT();
  const onAnswer = useCallback((path: string, text: string) => onEdit(answer(path, text)), [onEdit]);
  if (name === 'contacts')
    return (
      <RowList
        specs={CONTACT_FIELDS}
        rows={value.contacts}
        at="contacts"
        addLabel="application.contact.add"
        problems={problems}
        onEdit={(edit) => onEdit((before) => ({ ...before, contacts: edit(before.contacts) }))}
      />
    );
  if (name in APPLICATION_FIELDS)
    return (
      <>
        {name === 'police' && !value.answers['police.number']?.trim() ? (
          <Alert color="orange" data-testid="police-warning">
            {t('application.police.warning')}
          </Alert>
        ) : null}
        <AnswerGrid
          specs={APPLICATION_FIELDS[name as keyof typeof APPLICATION_FIELDS]}
          answers={value.answers}
          problems={problems}
          onAnswer={onAnswer}
        />
      </>
    );
  return (
    <PersonGroups
      section={name as PersonSection}
      persons={value.persons}
      problems={problems}
      onEdit={(edit) => onEdit((before) => ({ ...before, persons: edit(before.persons) }))}
    />
  );
}
