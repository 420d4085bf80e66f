// Checked by the compiler alone (`tsc -p test`): each wrong line must not compile.
import type { Ack, IncidentEvent, JoinAnswer, LivePosition } from '@izdeu/contracts';
import type { SocketClient } from '@izdeu/testing';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>(): T | undefined => undefined;

export const commandsAreTyped = async (client: SocketClient): Promise<void> => {
  const joined = await client.call('incident:join', { incidentId: 'id' });
  isTrue<Equal<typeof joined, Ack<JoinAnswer>>>();
  // @ts-expect-error the data of an answer is there only when it is ok
  void joined.data;
  if (joined.ok && joined.data.mode === 'delta') {
    // @ts-expect-error a delta has no snapshot
    void joined.data.snapshot;
  }
  const _reported = await client.call('position:report', { incidentId: 'id', fixes: [] });
  isTrue<Equal<typeof _reported, Ack<{ stored: number }>>>();
  if (_reported.ok) void _reported.data.stored;

  // @ts-expect-error no such command
  await client.call('incident:delete', { incidentId: 'id' });
  // @ts-expect-error a server message is no command
  await client.call('incident:event', {});
  // @ts-expect-error the incident is required
  await client.call('incident:join', { afterSeq: 1 });
  // @ts-expect-error the cursor is a number
  await client.call('incident:join', { incidentId: 'id', afterSeq: '1' });
  // @ts-expect-error nothing else is accepted
  await client.call('incident:leave', { incidentId: 'id', force: true });
  // @ts-expect-error a fix has a place and an instant
  await client.call('position:report', { incidentId: 'id', fixes: [{ deviceId: 'd', sequence: 1 }] });
};

export const messagesAreTyped = ({ socket }: SocketClient): void => {
  socket.on('incident:event', (event) => {
    isTrue<Equal<typeof event, IncidentEvent>>();
    // @ts-expect-error the payload depends on the type
    void event.payload.assignment;
    if (event.type === 'sector.assigned.v1') void event.payload.assignment.teamCallSign;
    // @ts-expect-error an event type has a version
    if (event.type === 'sector.assigned') void event;
  });
  socket.on('positions:frame', (frame) => {
    isTrue<Equal<typeof frame.fixes, LivePosition[]>>();
    // @ts-expect-error positions take no number of the incident
    void frame.seq;
  });
  socket.on('session:ended', ({ reason }) => {
    isTrue<Equal<typeof reason, 'logout' | 'disabled' | 'expired' | 'revoked'>>();
    void reason;
  });
  // @ts-expect-error the server sends no such message
  socket.on('incident:deleted', () => undefined);
  // @ts-expect-error commands are acknowledged
  socket.emit('incident:leave', { incidentId: 'id' });
  // @ts-expect-error a client cannot send the server's messages
  socket.emit('incident:advanced', { incidentId: 'id', seq: 1 });
};
