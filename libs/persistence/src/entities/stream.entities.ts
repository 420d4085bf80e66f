import type { Audience, EventActor, EventType } from '@izdeu/contracts';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The numbered events of each incident, written in the transaction of the change they tell of. */
@Entity('outbox')
@Index('outbox_object', ['incidentId', 'objectId', 'seq'])
export class OutboxEntity {
  @PrimaryColumn('uuid') incidentId: string;
  @PrimaryColumn('integer') seq: number;
  @Column('text') type: EventType;
  @Column('jsonb') payload: unknown;
  @Column('text') audience: Audience;
  @Column('jsonb') actor: EventActor;
  @Column('timestamptz') occurredAt: Date;
  /** What the event is about, so that two changes of one thing find each other. */
  @Column('uuid') objectId: string;
}

/** Commands already carried out, with their first answer. */
@Entity('command')
export class CommandEntity {
  @PrimaryColumn('uuid') commandId: string;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('text') route: string;
  @Column('text') requestHash: string;
  @Column('jsonb') answer: unknown;
  @Index('command_created') @Column('timestamptz') createdAt: Date;
}

/** Who did what to which object; a trigger refuses every change and deletion. */
@Entity('audit_entry')
@Index('audit_entry_object', ['objectId', 'id'])
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { nullable: true }) userId: string | null;
  @Column('text') action: string;
  @Column('uuid', { nullable: true }) objectId: string | null;
  @Index('audit_entry_incident') @Column('uuid', { nullable: true }) incidentId: string | null;
  @Column('jsonb') details: Record<string, unknown>;
}

/** Every fix once, known by phone, user and number: a phone's repeated batch changes nothing. */
@Entity('position')
export class PositionEntity {
  @PrimaryColumn('uuid') incidentId: string;
  @PrimaryColumn('uuid') deviceId: string;
  @PrimaryColumn('uuid') userId: string;
  @PrimaryColumn('integer') sequence: number;
  /** By the server's clock. */
  @Column('timestamptz') at: Date;
  /** By the phone's clock, where the two differ. */
  @Column('timestamptz', { nullable: true }) reportedAt: Date | null;
  @Column('timestamptz') receivedAt: Date;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('real') accuracyMetres: number;
  @Column('real', { nullable: true }) headingDegrees: number | null;
  @Column('real', { nullable: true }) speedMetresPerSecond: number | null;
  @Column('smallint', { nullable: true }) batteryPercent: number | null;
}

/** The newest fix of each user's device in each incident; `at` never goes back, whatever the phone's clock does. */
@Entity('latest_position')
export class LatestPositionEntity {
  @PrimaryColumn('uuid') incidentId: string;
  @PrimaryColumn('uuid') deviceId: string;
  @PrimaryColumn('uuid') userId: string;
  @Column('integer') sequence: number;
  @Column('timestamptz') at: Date;
  @Index('latest_position_received') @Column('timestamptz') receivedAt: Date;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('real') accuracyMetres: number;
  @Column('real', { nullable: true }) headingDegrees: number | null;
  @Column('real', { nullable: true }) speedMetresPerSecond: number | null;
  @Column('smallint', { nullable: true }) batteryPercent: number | null;
}
