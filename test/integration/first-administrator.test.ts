import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { acceptInvitation, getMe, inviteUser, signIn } from '@izdeu/contracts';
import { UsersService } from '@izdeu/incident-service';
import { testedModes } from '@izdeu/testing';
import { PASSWORD, Refusal, TestStation } from '../support/station.js';

jest.setTimeout(60_000);

describe.each(testedModes())('the first administrator (%s)', (mode) => {
  let station: TestStation;

  beforeAll(async () => {
    station = await TestStation.start(mode);
  });
  afterAll(() => station.stop());

  const accept = (token: string, login: string) =>
    station.call(null, acceptInvitation, {
      body: {
        commandId: randomUUID(),
        token,
        login,
        password: PASSWORD,
        displayName: login,
        alsoDispatcher: true,
      },
    });

  test('may also run the searches of a small squad; nobody else chooses a second role', async () => {
    await accept((await station.app.get(UsersService).firstAdministratorToken()) ?? '', 'founder');
    const body = { login: 'founder', password: PASSWORD, transport: 'token' as const };
    const token = (await station.call(null, signIn, { body })).token ?? '';
    const me = await station.call(token, getMe, {});
    expect(me.roles.map(({ role }) => role).sort()).toEqual(['administrator', 'dispatcher']);

    const { path } = await station.call(token, inviteUser, {
      body: { commandId: randomUUID(), roles: [{ role: 'supervisor', squadId: null }] },
    });
    const refusal: unknown = await accept(path.split('#')[1] ?? '', 'climber').catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).error).toMatchObject({
      code: 'REFUSED',
      details: { field: 'alsoDispatcher' },
    });
    const none: unknown = await station
      .call(null, signIn, { body: { ...body, login: 'climber' } })
      .catch((error: unknown) => error);
    expect((none as Refusal).status).toBe(401);
  });
});
