import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import classes from '../form/form.module.css';
import type { Questionnaire } from '../questionnaire/questionnaire.js';
import { differences, merge, type Slot } from '../questionnaire/versions.js';
import view from './view.module.css';

export interface ConflictPanelProps {
  base: Questionnaire;
  mine: Questionnaire;
  theirs: Questionnaire;
  saving: boolean;
  onSave: (merged: Questionnaire) => void;
  onBack: () => void;
}

/** Two people changed one application: both versions side by side, and the person decides. */
export function ConflictPanel({ base, mine, theirs, saving, onSave, onBack }: ConflictPanelProps) {
  const t = useT();
  const slots = differences(mine, theirs);
  // What I did not touch is taken from headquarters unless I say otherwise.
  const [kept, setKept] = useState<ReadonlySet<string>>(
    () => new Set(slots.filter((slot) => slot.raw(mine) !== slot.raw(base)).map(({ key }) => key)),
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choose = (key: string, keep: boolean) =>
    setKept((before) => new Set(keep ? [...before, key] : [...before].filter((one) => one !== key)));
  return (
    <Stack gap="md" data-testid="conflict">
      <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('application.conflict.title')}
      </Title>
      <Alert color="orange" role="alert">
        {t(slots.length === 0 ? 'application.conflict.none' : 'application.conflict.help')}
      </Alert>
      {slots.map((slot) => (
        <SlotChoice
          key={slot.key}
          slot={slot}
          mine={mine}
          theirs={theirs}
          keep={kept.has(slot.key)}
          onChoose={(keep) => choose(slot.key, keep)}
        />
      ))}
      <Group>
        <Button
          className={classes.button ?? ''}
          loading={saving}
          onClick={() =>
            onSave(
              merge(
                mine,
                theirs,
                slots.filter(({ key }) => kept.has(key)),
              ),
            )
          }
        >
          {t('application.conflict.save')}
        </Button>
        <Button variant="default" className={classes.button ?? ''} onClick={onBack}>
          {t('application.view.cancelEdit')}
        </Button>
      </Group>
    </Stack>
  );
}

interface SlotChoiceProps {
  slot: Slot;
  mine: Questionnaire;
  theirs: Questionnaire;
  keep: boolean;
  onChoose: (keep: boolean) => void;
}

function SlotChoice({ slot, mine, theirs, keep, onChoose }: SlotChoiceProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const owner = mine.persons.find(({ key }) => key === slot.personKey)?.answers.fullName;
  return (
    <fieldset className={view.versions}>
      <legend>{owner ? `${t(slot.label)}: ${owner}` : t(slot.label)}</legend>
      {[true, false].map((own) => (
        <label key={String(own)}>
          <input type="radio" name={slot.key} checked={keep === own} onChange={() => onChoose(own)} />
          <span>
            <Text span size="sm" c="dimmed">
              {t(own ? 'application.conflict.mine' : 'application.conflict.theirs')}:{' '}
            </Text>
            {slot.words(own ? mine : theirs, t, locale) || t('application.conflict.empty')}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
