import type { Locale } from '../../../i18n/locale.js';
import { formatDateTime } from '../../../i18n/time.js';
import type { Translate } from '../../../i18n/use-t.js';
import { YES_NO, type FieldSpec } from './field-spec.js';
import type { Answers } from './questionnaire.js';
import { fromRegionTime } from './region-time.js';

/** A typed answer in words: the name of a choice, a time as people write it. */
export function wordsOf(spec: FieldSpec, typed: string, t: Translate, locale: Locale): string {
  if (typed === '') return '';
  if (spec.kind === 'choice' || spec.kind === 'yes-no') {
    const choice = (spec.choices ?? YES_NO).find(({ value }) => value === typed);
    return choice?.text(t, locale) ?? typed;
  }
  if (spec.kind === 'day') return typed.split('-').reverse().join('.');
  if (spec.kind === 'instant') return formatDateTime(fromRegionTime(typed) ?? typed);
  return typed;
}

/** A garment, a phone or a contact in one line. */
export const lineOf = (specs: readonly FieldSpec[], answers: Answers, t: Translate, locale: Locale): string =>
  specs
    .map((spec) => wordsOf(spec, answers[spec.path] ?? '', t, locale))
    .filter((words) => words !== '')
    .join(' · ');
