import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ConflictDetails } from '@izdeu/contracts';
import { useId, useState } from 'react';
import { formatDateTime } from '../i18n/time.js';
import { useT } from '../i18n/use-t.js';
import classes from './conflict-choice.module.css';

/** One thing the two versions say differently, in words. */
export interface ConflictField {
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  /** I changed it; what I did not touch is taken from headquarters unless I say otherwise. */
  readonly isMine: boolean;
}

export interface ConflictChoiceProps {
  author: Pick<ConflictDetails, 'changedBy' | 'changedAt'>;
  fields: readonly ConflictField[];
  saving: boolean;
  /** Sends the edit again on top of their version, with mine in these fields only. */
  onSave: (kept: ReadonlySet<string>) => void;
  onTakeTheirs: () => void;
}

/** Two people changed one thing: both versions side by side, by whom and when; the person decides, nothing is lost. */
export function ConflictChoice({ author, fields, saving, onSave, onTakeTheirs }: ConflictChoiceProps) {
  const t = useT();
  const [kept, setKept] = useState<ReadonlySet<string>>(
    () => new Set(fields.filter(({ isMine }) => isMine).map(({ key }) => key)),
  );
  const choose = (key: string, keep: boolean) =>
    setKept((before) => new Set(keep ? [...before, key] : [...before].filter((one) => one !== key)));
  return (
    <Stack gap="sm" data-testid="conflict">
      <Alert color="orange" role="alert" p="sm" title={t('conflict.title')}>
        <Text size="sm">{authorWords(author, t)}</Text>
        <Text size="sm">{t(fields.length === 0 ? 'conflict.none' : 'conflict.help')}</Text>
      </Alert>
      {fields.map((field) => (
        <FieldChoice
          key={field.key}
          field={field}
          keep={kept.has(field.key)}
          onChoose={(keep) => choose(field.key, keep)}
        />
      ))}
      <Group gap="xs">
        {fields.length === 1 ? null : (
          <Button mih={48} h="auto" loading={saving} onClick={() => onSave(kept)}>
            {t('conflict.save')}
          </Button>
        )}
        {fields.length === 0 ? null : (
          <Button
            mih={48}
            h="auto"
            variant={fields.length === 1 ? 'filled' : 'default'}
            loading={saving}
            onClick={() => onSave(new Set(fields.map(({ key }) => key)))}
          >
            {t('conflict.keepMine')}
          </Button>
        )}
        <Button mih={48} h="auto" variant="default" disabled={saving} onClick={onTakeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
      </Group>
    </Stack>
  );
}

function authorWords({ changedBy, changedAt }: ConflictChoiceProps['author'], t: ReturnType<typeof useT>) {
  if (changedBy === null || changedAt === null) return t('conflict.unknown');
  return t('conflict.who', { name: changedBy.displayName, time: formatDateTime(changedAt) });
}

interface FieldChoiceProps {
  field: ConflictField;
  keep: boolean;
  onChoose: (keep: boolean) => void;
}

function FieldChoice({ field: { key, label, mine, theirs }, keep, onChoose }: FieldChoiceProps) {
  const t = useT();
  const group = useId();
  return (
    <fieldset className={classes.sides} data-field={key}>
      <legend>{label}</legend>
      {[true, false].map((own) => (
        <label key={String(own)}>
          <input type="radio" name={group} checked={keep === own} onChange={() => onChoose(own)} />
          <span>
            <Text span size="sm" c="dimmed">
              {t(own ? 'conflict.mine' : 'conflict.theirs')}:{' '}
            </Text>
            {(own ? mine : theirs) || t('conflict.empty')}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
