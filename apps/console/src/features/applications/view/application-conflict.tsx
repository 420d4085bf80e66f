import { Title } from '@mantine/core';
import type { ConflictDetails } from '@izdeu/contracts';
import { useEffect, useRef } from 'react';
import { ConflictChoice } from '../../../components/conflict-choice.js';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import type { Questionnaire } from '../questionnaire/questionnaire.js';
import { differences, merge, type Slot } from '../questionnaire/versions.js';

export interface ApplicationConflictProps {
  reference: string;
  author: Pick<ConflictDetails, 'changedBy' | 'changedAt'>;
  base: Questionnaire;
  mine: Questionnaire;
  theirs: Questionnaire;
  saving: boolean;
  onSave: (merged: Questionnaire) => void;
  onBack: () => void;
}

/** Two people changed one application: answer by answer, both versions. */
export function ApplicationConflict(props: ApplicationConflictProps) {
  const { reference, author, base, mine, theirs, saving, onSave, onBack } = props;
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const slots = differences(mine, theirs);
  const ownerOf = ({ personKey }: Slot) =>
    mine.persons.find(({ key }) => key === personKey)?.answers.fullName;
  return (
    <>
      <Title order={1} size="h2" ref={heading} tabIndex={-1} mb="md" style={{ outline: 'none' }}>
        {t('application.view.edit')}: {reference}
      </Title>
      <ConflictChoice
        author={author}
        fields={slots.map((slot) => ({
          key: slot.key,
          label: [t(slot.label), ownerOf(slot)].filter(Boolean).join(': '),
          mine: slot.words(mine, t, locale),
          theirs: slot.words(theirs, t, locale),
          isMine: slot.raw(mine) !== slot.raw(base),
        }))}
        saving={saving}
        onSave={(kept) =>
          onSave(
            merge(
              mine,
              theirs,
              slots.filter(({ key }) => kept.has(key)),
            ),
          )
        }
        onTakeTheirs={onBack}
      />
    </>
  );
}
