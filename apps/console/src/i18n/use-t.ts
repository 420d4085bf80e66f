import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { MessageId } from './messages.js';

export type MessageArguments = Record<string, string | number>;
export type Translate = (id: MessageId, values?: MessageArguments) => string;

/** `const t = useT(); t('nav.board')`: plain text by typed id, ICU arguments as the second parameter. */
export function useT(): Translate {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}
