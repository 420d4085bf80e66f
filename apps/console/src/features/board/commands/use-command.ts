import type { AnyRoute, RouteResponse } from '@izdeu/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { v7 as newId } from 'uuid';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { RequestError } from '../../../app/http/request-error.js';
import { useT } from '../../../i18n/use-t.js';
import { checkConnection } from '../../../realtime/incident-desk.js';

/** What a panel sends: the route's request, its command id added here. */
export type CommandInput<T extends AnyRoute> = Omit<CallInput<T>, 'body'> & {
  body: Omit<NonNullable<CallInput<T>['body']>, 'commandId'>;
};

export interface Command<T extends AnyRoute> {
  send: (input: CommandInput<T>) => void;
  /** Sends the same action once more, under the same command id: it can't take effect twice. */
  again: () => void;
  reset: () => void;
  isSending: boolean;
  error: RequestError | null;
}

export interface CommandOptions<T extends AnyRoute> {
  /** What was done, told when headquarters has it: never before its answer. */
  describe?: (answer: RouteResponse<T>) => string;
  onDone?: (answer: RouteResponse<T>) => void;
  /** Tells what was done in another way than by a passing message. */
  tell?: (what: string, answer: RouteResponse<T>) => void;
}

/**
 * One kind of write. The id of an action is made once and kept until headquarters answered it; another content is
 * another action and gets another id.
 */
export function useCommand<T extends AnyRoute>(route: T, options: CommandOptions<T> = {}): Command<T> {
  const t = useT();
  const action = useRef<{ content: string; commandId: string; input: CommandInput<T> } | null>(null);
  const mutation = useMutation<RouteResponse<T>, Error, CommandInput<T>>({
    mutationFn: (input) => {
      const content = JSON.stringify(input);
      const known = action.current?.content === content ? action.current : null;
      const commandId = known?.commandId ?? newId();
      action.current = { content, commandId, input };
      const body = { ...input.body, commandId };
      return callRoute(route, { ...input, body } as unknown as CallInput<T>);
    },
    onSuccess: (answer) => {
      action.current = null;
      const what = options.describe?.(answer);
      if (what !== undefined)
        if (options.tell) options.tell(what, answer);
        else notifications.show({ message: t('board.done', { what }) });
      options.onDone?.(answer);
    },
    onError: (error) => {
      if (error instanceof RequestError && error.code === 'OFFLINE') checkConnection();
    },
  });
  const { error } = mutation;
  return {
    send: (input) => mutation.mutate(input),
    again: () => {
      if (action.current) mutation.mutate(action.current.input);
    },
    reset: mutation.reset,
    isSending: mutation.isPending,
    error: error === null ? null : error instanceof RequestError ? error : new RequestError('UNKNOWN'),
  };
}
