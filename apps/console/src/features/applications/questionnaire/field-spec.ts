import type { MessageId } from '../../../i18n/messages.js';
import type { Translate } from '../../../i18n/use-t.js';
import type { Locale } from '../../../i18n/locale.js';

export interface Choice {
  readonly value: string;
  readonly text: (t: Translate, locale: Locale) => string;
}

/** One question of the questionnaire: where its answer stands in the contract and how it is asked. */
export interface FieldSpec {
  /** Dotted path below the application, the person or the row. */
  readonly path: string;
  readonly label: MessageId;
  readonly kind: 'text' | 'long' | 'phone' | 'number' | 'day' | 'instant' | 'point' | 'yes-no' | 'choice';
  readonly help?: MessageId;
  readonly choices?: readonly Choice[];
  /** Words for no answer, where "not asked" is wrong. */
  readonly none?: MessageId;
  /** The answer when nothing is chosen; such a choice has no "not asked". */
  readonly initial?: string;
  readonly range?: readonly [minimum: number, maximum: number];
}

/** Choices whose words are messages with one prefix. */
export const choicesOf = <T extends string>(
  values: readonly T[],
  text: (value: T) => MessageId,
): readonly Choice[] => values.map((value) => ({ value, text: (t) => t(text(value)) }));

export const YES_NO: readonly Choice[] = choicesOf(
  ['yes', 'no'] as const,
  (value) => `application.choice.${value}`,
);
