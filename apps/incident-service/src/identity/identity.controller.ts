import {
  acceptInvitation,
  changeUser,
  endSession,
  getMe,
  inspectInvitation,
  inviteUser,
  listSessions,
  listUsers,
  setLocale,
  signIn,
  signOut,
  type RouteInput,
} from '@izdeu/contracts';
import { AppUserEntity, UnitOfWork } from '@izdeu/persistence';
import {
  commandOf,
  Ctx,
  Endpoint,
  Input,
  principalOf,
  SESSION_COOKIE,
  SETTINGS,
  type RequestContext,
  type Settings,
  type FastifyReply,
} from '@izdeu/server-kit';
import { Controller, Inject, Res } from '@nestjs/common';
import { SignInService, type StartedSession } from './sign-in.service.js';
import { readMe } from './user-views.js';
import { UsersService } from './users.service.js';

@Controller()
export class IdentityController {
  constructor(
    private readonly signIns: SignInService,
    private readonly users: UsersService,
    private readonly unitOfWork: UnitOfWork,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Endpoint(signIn)
  async signIn(
    @Ctx() context: RequestContext,
    @Input() input: RouteInput<typeof signIn>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const started = await this.signIns.signIn(context, input.body);
    return this.answer(started, input.body.transport, reply);
  }

  @Endpoint(signOut)
  async signOut(@Ctx() context: RequestContext, @Res({ passthrough: true }) reply: FastifyReply) {
    const signedIn = context.signedIn;
    if (signedIn !== null) await this.signIns.end(signedIn.principal.userId, signedIn.sessionId, 'logout');
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return {};
  }

  @Endpoint(getMe)
  me(@Ctx() context: RequestContext) {
    return this.signIns.me(principalOf(context).userId);
  }

  @Endpoint(setLocale)
  setLocale(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof setLocale>) {
    const { userId } = principalOf(context);
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      await tx.manager.update(AppUserEntity, { id: userId }, { locale: input.body.locale });
      return readMe(tx.manager, userId, tx.now);
    });
  }

  @Endpoint(listSessions)
  async sessions(@Ctx() context: RequestContext) {
    return { items: await this.signIns.list(principalOf(context).userId, context.signedIn?.sessionId ?? '') };
  }

  @Endpoint(endSession)
  async endSession(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof endSession>) {
    await this.signIns.end(principalOf(context).userId, input.params.id, 'revoked');
    return {};
  }

  @Endpoint(inspectInvitation)
  inspect(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof inspectInvitation>) {
    return this.users.inspect(context, input.body.token);
  }

  @Endpoint(acceptInvitation)
  async accept(
    @Ctx() context: RequestContext,
    @Input() input: RouteInput<typeof acceptInvitation>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { userId } = await this.users.accept(context, input);
    return this.answer(await this.signIns.start(userId, 'cookie'), 'cookie', reply);
  }

  @Endpoint(inviteUser)
  invite(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof inviteUser>) {
    return this.users.invite(context, input);
  }

  @Endpoint(listUsers)
  list(@Input() input: RouteInput<typeof listUsers>) {
    return this.users.list(input);
  }

  @Endpoint(changeUser)
  change(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof changeUser>) {
    return this.users.change(context, input);
  }

  /** A program gets its token in the body, a browser only in a cookie that no script can read. */
  private answer(started: StartedSession, transport: 'cookie' | 'token', reply: FastifyReply) {
    if (transport === 'token') return { user: started.user, token: started.token };
    void reply.setCookie(SESSION_COOKIE, started.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.settings.publicUrl?.startsWith('https:') ?? false,
      expires: started.expiresAt,
    });
    return { user: started.user };
  }
}
