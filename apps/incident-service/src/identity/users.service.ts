import type {
  acceptInvitation,
  changeUser,
  inviteUser,
  listUsers,
  RoleGrant,
  RouteInput,
} from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import {
  AppUserEntity,
  InvitationEntity,
  MemberEntity,
  newId,
  SquadEntity,
  UnitOfWork,
  UserRoleEntity,
  type Database,
} from '@izdeu/persistence';
import {
  commandOf,
  DATABASE,
  hashPassword,
  hashToken,
  newToken,
  principalOf,
  RateLimits,
  SessionService,
  type RequestContext,
} from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { conflictOver } from '../conflict.js';
import { pageOfRows, readCursor } from '../paging.js';

const INVITATION_MILLISECONDS = 7 * 24 * 3_600_000;

interface UserRow {
  id: string;
  login: string;
  display_name: string;
  disabled_at: Date | null;
  created_at: Date;
  roles: RoleGrant[];
  version: number;
}

const userView = (row: UserRow) => ({
  id: row.id,
  login: row.login,
  displayName: row.display_name,
  roles: row.roles,
  disabled: row.disabled_at !== null,
  version: row.version,
});

const SELECT_USERS = `SELECT u.id, u.login, u.display_name, u.disabled_at, u.created_at, u.version,
    COALESCE((SELECT json_agg(json_build_object('role', r.role, 'squadId', r.squad_id) ORDER BY r.id)
      FROM user_role r WHERE r.user_id = u.id), '[]') AS roles
  FROM app_user u`;

/** Invitations, accounts and their roles. */
@Injectable()
export class UsersService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionService,
    private readonly limits: RateLimits,
  ) {}

  /**
   * The one-time link of the first administrator: made while there is no user at all, and made anew at each start
   * until it is used, since only its hash is stored. Answers null once anybody has an account.
   */
  async firstAdministratorToken(): Promise<string | null> {
    return this.database.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(4921002)');
      if ((await manager.count(AppUserEntity)) > 0) return null;
      const token = newToken();
      await manager.delete(InvitationEntity, { kind: 'first-administrator', usedAt: IsNull() });
      await manager.insert(InvitationEntity, {
        id: newId(),
        tokenHash: hashToken(token),
        kind: 'first-administrator',
        roles: [{ role: 'administrator', squadId: null }],
        memberId: null,
        createdBy: null,
        expiresAt: new Date(Date.now() + INVITATION_MILLISECONDS),
        usedAt: null,
      });
      return token;
    });
  }

  /** A repeated command answers with a fresh link and voids the former: no stored answer may hold a token. */
  async invite(context: RequestContext, input: RouteInput<typeof inviteUser>) {
    const token = newToken();
    const invitation = await this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      await this.checkRoles(tx.manager, input.body.roles);
      if (input.body.memberId !== undefined) await this.checkMember(tx.manager, input.body.memberId);
      const id = newId();
      const expiresAt = new Date(tx.now.getTime() + INVITATION_MILLISECONDS);
      await tx.manager.insert(InvitationEntity, {
        id,
        tokenHash: hashToken(token),
        kind: 'invitation',
        roles: input.body.roles,
        memberId: input.body.memberId ?? null,
        createdBy: principalOf(context).userId,
        expiresAt,
        usedAt: null,
      });
      tx.audit('user.invited', id, { roles: input.body.roles });
      return { id, expiresAt: expiresAt.toISOString() };
    });
    await this.database.dataSource.manager.update(
      InvitationEntity,
      { id: invitation.id, usedAt: IsNull() },
      { tokenHash: hashToken(token) },
    );
    // The token stands behind #: browsers never send that part to a server, so no log can hold it.
    return { ...invitation, path: `/setup#${token}` };
  }

  async inspect(context: RequestContext, token: string) {
    const invitation = await this.openInvitation(this.database.dataSource.manager, context, token);
    const member =
      invitation.memberId === null
        ? null
        : await this.database.dataSource.manager.findOneBy(MemberEntity, { id: invitation.memberId });
    return {
      kind: invitation.kind,
      roles: invitation.roles,
      memberName: member?.fullName ?? null,
      expiresAt: invitation.expiresAt.toISOString(),
    };
  }

  /** Creates the account a link offers; the link is used up in the same transaction. Answers the user's id. */
  async accept(
    context: RequestContext,
    input: RouteInput<typeof acceptInvitation>,
  ): Promise<{ userId: string }> {
    const { body } = input;
    const passwordHash = await hashPassword(body.password);
    // The remembered command must hold neither the password nor the token.
    const command = commandOf(context, {
      ...input,
      body: { commandId: body.commandId, login: body.login, token: hashToken(body.token) },
    });
    return this.unitOfWork.run(command, null, async (tx) => {
      const invitation = await this.openInvitation(tx.manager, context, body.token);
      if (await tx.manager.existsBy(AppUserEntity, { login: body.login }))
        throw new DomainError('REFUSED', 'this login is taken', { field: 'login' });
      if (body.alsoDispatcher && invitation.kind !== 'first-administrator')
        throw new DomainError('REFUSED', 'only the first administrator chooses a second role', {
          field: 'alsoDispatcher',
        });
      const roles: RoleGrant[] = body.alsoDispatcher
        ? [...invitation.roles, { role: 'dispatcher', squadId: null }]
        : invitation.roles;
      const userId = newId();
      await tx.manager.insert(AppUserEntity, {
        id: userId,
        login: body.login,
        passwordHash,
        displayName: body.displayName,
        locale: body.locale,
        memberId: invitation.memberId,
        disabledAt: null,
        createdAt: tx.now,
      });
      await this.writeRoles(tx.manager, userId, roles);
      await tx.manager.update(InvitationEntity, { id: invitation.id }, { usedAt: tx.now });
      tx.audit('user.created', userId, { roles });
      return { userId };
    });
  }

  async list(input: RouteInput<typeof listUsers>) {
    const { limit } = input.query;
    const cursor = readCursor(input.query.cursor);
    const rows: UserRow[] = await this.database.dataSource.query(
      `${SELECT_USERS} WHERE $2::timestamptz IS NULL OR (u.created_at, u.id) > ($2, $3::uuid)
       ORDER BY u.created_at, u.id LIMIT $1`,
      [limit + 1, cursor?.at ?? null, cursor?.id ?? null],
    );
    return pageOfRows(rows, limit, (row) => ({ at: row.created_at, id: row.id }), userView);
  }

  change(context: RequestContext, input: RouteInput<typeof changeUser>) {
    const userId = input.params.id;
    const { roles, disabled, version } = input.body;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      // Two administrators share no other lock: the second waits here and then sees what the first made.
      await tx.manager.query('SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
      const before = await this.view(tx.manager, userId);
      if (before.version !== version)
        throw await conflictOver(tx.manager, { kind: 'user', id: userId }, before);
      if (userId === principalOf(context).userId)
        throw new DomainError('REFUSED', 'nobody changes their own roles or disables themselves', {
          field: 'id',
        });
      if (roles !== undefined) {
        await this.checkRoles(tx.manager, roles);
        await tx.manager.delete(UserRoleEntity, { userId });
        await this.writeRoles(tx.manager, userId, roles);
      }
      if (disabled !== undefined) {
        await tx.manager.update(AppUserEntity, { id: userId }, { disabledAt: disabled ? tx.now : null });
        if (disabled) await this.sessions.end(tx.manager, userId, null);
      }
      await tx.manager.update(AppUserEntity, { id: userId }, { version: version + 1 });
      tx.audit('user.changed', userId, { roles, disabled });
      tx.announce({
        kind: 'session',
        userId,
        sessionId: null,
        reason: disabled === true ? 'disabled' : 'changed',
      });
      return this.view(tx.manager, userId);
    });
  }

  private async view(manager: EntityManager, userId: string) {
    const rows: UserRow[] = await manager.query(`${SELECT_USERS} WHERE u.id = $1`, [userId]);
    const [row] = rows;
    if (row === undefined) throw new DomainError('NOT_FOUND', 'no such user');
    return userView(row);
  }

  private async openInvitation(
    manager: EntityManager,
    context: RequestContext,
    token: string,
  ): Promise<InvitationEntity> {
    await this.limits.check('invitation', context.address);
    const invitation = await manager.findOneBy(InvitationEntity, { tokenHash: hashToken(token) });
    if (invitation === null || invitation.usedAt !== null || invitation.expiresAt < new Date()) {
      await this.limits.consume('invitation', context.address);
      throw new DomainError('NOT_FOUND', 'this link is unknown, used or expired', { field: 'token' });
    }
    return invitation;
  }

  private async checkRoles(manager: EntityManager, roles: readonly RoleGrant[]): Promise<void> {
    const squadIds = [...new Set(roles.flatMap((grant) => (grant.squadId === null ? [] : [grant.squadId])))];
    if ((await manager.countBy(SquadEntity, { id: In(squadIds) })) !== squadIds.length)
      throw new DomainError('REFUSED', 'no such squad', { field: 'roles.squadId' });
  }

  private async checkMember(manager: EntityManager, memberId: string): Promise<void> {
    if (!(await manager.existsBy(MemberEntity, { id: memberId })))
      throw new DomainError('REFUSED', 'no such member', { field: 'memberId' });
    if (await manager.existsBy(AppUserEntity, { memberId }))
      throw new DomainError('REFUSED', 'this member has an account already', { field: 'memberId' });
  }

  private async writeRoles(
    manager: EntityManager,
    userId: string,
    roles: readonly RoleGrant[],
  ): Promise<void> {
    await manager.insert(
      UserRoleEntity,
      roles.map((grant) => ({ id: newId(), userId, role: grant.role, squadId: grant.squadId })),
    );
  }
}
