import type { Locale, RoleGrant, Role } from '@izdeu/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('app_user')
export class AppUserEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('app_user_login', { unique: true }) @Column('text') login: string;
  @Column('text') passwordHash: string;
  @Column('text') displayName: string;
  @Column('text') locale: Locale;
  @Column('uuid', { nullable: true }) memberId: string | null;
  @Column('timestamptz', { nullable: true }) disabledAt: Date | null;
  @Column('timestamptz') createdAt: Date;
  @Column('integer', { default: 1 }) version: number;
}

/** A role held for one squad, or for the region when `squadId` is null. */
@Entity('user_role')
export class UserRoleEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('user_role_user') @Column('uuid') userId: string;
  @Column('text') role: Role;
  @Column('uuid', { nullable: true }) squadId: string | null;
}

/** A signed-in session. Only the hash of its token is kept. */
@Entity('user_session')
export class UserSessionEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('user_session_token', { unique: true }) @Column('text') tokenHash: string;
  @Index('user_session_user') @Column('uuid') userId: string;
  @Column('text') transport: 'cookie' | 'token';
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') lastSeenAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
}

@Entity('invitation')
export class InvitationEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('invitation_token', { unique: true }) @Column('text') tokenHash: string;
  @Column('text') kind: 'first-administrator' | 'invitation';
  @Column('jsonb') roles: RoleGrant[];
  @Column('uuid', { nullable: true }) memberId: string | null;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}
