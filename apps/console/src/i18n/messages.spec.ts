import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { LOCALES, type Locale } from './locale.js';

/** Ids whose text is rightly the same in English: names, units, the languages' own names. */
const SAME_ON_PURPOSE: Record<'kk' | 'ru', readonly string[]> = {
  kk: ['language.kk', 'language.ru', 'language.en', 'sector.pod'],
  ru: ['language.kk', 'language.ru', 'language.en', 'sector.pod'],
};

const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./messages/${name}.json`, import.meta.url), 'utf8'));
const inField = { kk: read('kk'), ru: read('ru'), en: read('en') };
const atDesk = { kk: read('kk.desk'), ru: read('ru.desk'), en: read('en.desk') };
const both = (locale: Locale): Record<string, string> => ({ ...inField[locale], ...atDesk[locale] });
const messages = { kk: both('kk'), ru: both('ru'), en: both('en') };

/** Names and kinds of the arguments of a message, sorted. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  const found = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    found.add(`${element.value}:${element.type}`);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options))
        argumentsOf(option.value).forEach((one) => found.add(one));
    }
  }
  return [...found].sort();
}

/** Plural categories used by a message; every form the language has must be written. */
function pluralForms(elements: MessageFormatElement[]): string[][] {
  return elements.flatMap((element) =>
    element.type === TYPE.plural ? [Object.keys(element.options).filter((one) => !one.startsWith('='))] : [],
  );
}

const sortedIds = (texts: Record<string, string>): string[] => Object.keys(texts).sort();

describe('interface messages', () => {
  it.each(LOCALES)('%s has exactly the ids of English, in the same of the two files', (locale) => {
    expect(sortedIds(inField[locale])).toEqual(sortedIds(inField.en));
    expect(sortedIds(atDesk[locale])).toEqual(sortedIds(atDesk.en));
  });

  it.each(LOCALES)('%s has no id in both files', (locale) => {
    expect(Object.keys(atDesk[locale]).filter((id) => id in inField[locale])).toEqual([]);
  });

  it.each(LOCALES)('%s has no empty text and the same arguments as English', (locale) => {
    for (const [id, text] of Object.entries(messages[locale])) {
      expect({ id, empty: text.trim() === '' }).toEqual({ id, empty: false });
      expect({ id, args: argumentsOf(parse(text)) }).toEqual({
        id,
        args: argumentsOf(parse(messages.en[id] ?? '')),
      });
    }
  });

  it.each(LOCALES)('%s writes every plural form of its language', (locale) => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [id, text] of Object.entries(messages[locale])) {
      for (const forms of pluralForms(parse(text))) {
        expect({ id, forms: [...forms].sort() }).toEqual({ id, forms: [...needed].sort() });
      }
    }
  });

  it.each(['kk', 'ru'] as const)('%s is translated', (locale) => {
    const same = Object.keys(messages.en).filter((id) => messages[locale][id] === messages.en[id]);
    expect(same.filter((id) => !isUnit(messages.en[id] ?? ''))).toEqual(
      Object.keys(messages.en).filter((id) => SAME_ON_PURPOSE[locale].includes(id)),
    );
  });

  it('writes Kazakh with Kazakh letters', () => {
    const text = Object.values(messages.kk).join('');
    for (const letter of 'әғқңөұүһі')
      expect(text.toLowerCase().includes(letter) || letter === 'һ').toBe(true);
  });
});

/** A text made of arguments and signs alone has nothing to translate. */
const isUnit = (text: string): boolean => !/\p{L}/u.test(text.replace(/\{[^}]*\}/g, ''));
