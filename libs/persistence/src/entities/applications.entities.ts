import type { Application, OutcomeKind, PersonProfile } from '@izdeu/contracts';
import type { Point } from 'geojson';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A missing-person application (өтініш, заявка). Its people are rows of their own: outcomes belong to people. */
@Entity('missing_person_application')
@Index('application_received', ['receivedAt', 'id'])
export class ApplicationEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('application_reference', { unique: true }) @Column('text') reference: string;
  @Column('text') state: Application['state'];
  @Column('text') channel: Application['channel'];
  @Column('timestamptz') receivedAt: Date;
  @Column('jsonb') applicant: Application['applicant'];
  @Column('jsonb') lastSeen: Application['lastSeen'];
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326, nullable: true })
  lastSeenPoint: Point | null;
  @Index('application_district') @Column('text', { nullable: true }) district: string | null;
  @Column('text', { nullable: true }) circumstances: string | null;
  @Column('jsonb') contacts: Application['contacts'];
  @Column('jsonb', { nullable: true }) police: Application['police'] | null;
  @Column('text', { nullable: true }) searchSoFar: string | null;
  @Column('jsonb', { nullable: true }) consent: Application['consent'] | null;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  /** Of an exercise: no figure counts it. */
  @Column('boolean', { default: false }) practice: boolean;
  @Column('integer') version: number;
}

@Entity('missing_person')
@Index('missing_person_name', { synchronize: false })
export class MissingPersonEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('missing_person_application_id') @Column('uuid') applicationId: string;
  @Column('integer') ordinal: number;
  @Column('jsonb') profile: PersonProfile;
  @Column('text') category: PersonProfile['category'];
  @Column('uuid', { nullable: true }) photoId: string | null;
  /** Kind of the confirmed outcome, kept beside the person for lists and figures. */
  @Column('text', { nullable: true }) confirmedOutcome: OutcomeKind | null;
  @Column('uuid', { nullable: true }) confirmedOutcomeId: string | null;
  @Column('integer') version: number;
}

/** A photo: the original with its hash for those allowed, and the re-encoded copy that is served. */
@Entity('photo')
export class PhotoEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('photo_person') @Column('uuid') personId: string;
  @Column('text') sha256: string;
  @Column('text') mediaType: string;
  @Column('bytea') original: Buffer;
  @Column('bytea') served: Buffer;
  @Column('integer') width: number;
  @Column('integer') height: number;
  @Column('uuid') uploadedBy: string;
  @Column('timestamptz') createdAt: Date;
}

/** Next reference number of each year, so that numbers have no gaps or doubles. */
@Entity('reference_counter')
export class ReferenceCounterEntity {
  @PrimaryColumn('integer') year: number;
  @Column('integer') last: number;
}

@Entity('outcome')
export class OutcomeEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('outcome_person') @Column('uuid') personId: string;
  @Column('uuid', { nullable: true }) incidentId: string | null;
  @Column('text') kind: OutcomeKind;
  @Index('outcome_state') @Column('text') state: 'proposed' | 'confirmed' | 'rejected' | 'reopened';
  @Column('text') evidence: string;
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326, nullable: true }) place: Point | null;
  @Column('text', { nullable: true }) placeText: string | null;
  @Column('double precision', { nullable: true }) distanceFromPlanningPointMetres: number | null;
  @Column('timestamptz') occurredAt: Date;
  @Column('uuid', { nullable: true }) foundBySquadId: string | null;
  @Column('uuid') proposedBy: string;
  @Column('timestamptz') proposedAt: Date;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) decisionReason: string | null;
  @Column('integer') version: number;
}
