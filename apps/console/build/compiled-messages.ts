import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createIntl } from 'react-intl';
import type { Plugin } from 'vite';

const MESSAGES = /\/i18n\/messages\/(kk|ru|en)(?:\.desk)?\.json$/;

/** The parser of ICU messages without its parser: only the names of the parts are left of it. */
export const MESSAGE_PARSER_ALIAS = {
  find: /^@formatjs\/icu-messageformat-parser$/,
  replacement: createRequire(import.meta.resolve('react-intl')).resolve(
    '@formatjs/icu-messageformat-parser/no-parser.js',
  ),
};

/** Messages are parsed here, once, and not on every phone: that spares each of them 10 kB of parser. */
export function compiledMessages(): Plugin {
  return {
    name: 'izdeu-compiled-messages',
    enforce: 'pre',
    async load(id) {
      const [path = ''] = id.split('?');
      const [, locale] = MESSAGES.exec(path) ?? [];
      if (locale === undefined) return null;
      const intl = createIntl({ locale, onError: () => undefined });
      const texts = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      const compiled = Object.entries(texts).map(([name, text]) => [
        name,
        intl.formatters.getMessageFormat(text, locale).getAst(),
      ]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(compiled))}`, moduleType: 'js' };
    },
  };
}
