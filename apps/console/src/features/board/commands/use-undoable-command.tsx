import type { AnyRoute, RouteResponse } from '@izdeu/contracts';
import { notifications } from '@mantine/notifications';
import { v7 as newId } from 'uuid';
import { DoneMessage } from './done-message.js';
import { useCommand, type Command, type CommandOptions } from './use-command.js';

/** Long enough to see the mistake; the message stays while the pointer rests on it. */
const UNDO_OFFER_MILLISECONDS = 12_000;

interface UndoableOptions<T extends AnyRoute> extends Omit<CommandOptions<T>, 'tell'> {
  /** Numbers of the events that the command made. */
  seqsOf: (answer: RouteResponse<T>) => readonly number[];
}

/** A command whose message offers the way back. */
export function useUndoableCommand<T extends AnyRoute>(
  route: T,
  incidentId: string,
  { seqsOf, ...options }: UndoableOptions<T>,
): Command<T> {
  return useCommand(route, {
    ...options,
    tell: (what, answer) => {
      const id = newId();
      notifications.show({
        id,
        message: (
          <DoneMessage notificationId={id} what={what} incidentId={incidentId} seqs={seqsOf(answer)} />
        ),
        autoClose: UNDO_OFFER_MILLISECONDS,
      });
    },
  });
}
