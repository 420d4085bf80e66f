import { Text } from '@mantine/core';
import { useLocaleStore } from '../../../i18n/locale.js';
import { useT } from '../../../i18n/use-t.js';
import type { FieldSpec } from '../questionnaire/field-spec.js';
import type { Answers, Row } from '../questionnaire/questionnaire.js';
import { lineOf, wordsOf } from '../questionnaire/words-of.js';
import classes from './view.module.css';

/** What was answered; questions nobody answered are left out. */
export function AnswerList({ specs, answers }: { specs: readonly FieldSpec[]; answers: Answers }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const given = specs
    .map((spec) => ({ spec, words: wordsOf(spec, answers[spec.path] ?? '', t, locale) }))
    .filter(({ words }) => words !== '');
  if (given.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('application.view.noAnswers')}
      </Text>
    );
  return (
    <dl className={classes.list}>
      {given.map(({ spec, words }) => (
        <div key={spec.path} className={spec.kind === 'long' ? classes.long : undefined}>
          <dt>{t(spec.label)}</dt>
          <dd>
            {spec.kind === 'phone' ? <a href={`tel:${words.replace(/[^+\d]/g, '')}`}>{words}</a> : words}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Garments, phones or contacts, one line each. */
export function RowLines({ specs, rows }: { specs: readonly FieldSpec[]; rows: readonly Row[] }) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
      {rows.map((row) => (
        <li key={row.key}>{lineOf(specs, row.answers, t, locale)}</li>
      ))}
    </ul>
  );
}
