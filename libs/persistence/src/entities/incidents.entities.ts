import type {
  Assignment,
  AssignmentState,
  Debrief,
  DrawnSector,
  Grid,
  IncidentLifecycle,
} from '@izdeu/contracts';
import type { Geometry, Point } from 'geojson';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One search. `seq` numbers its events; its row lock makes commit order the order of the numbers. */
@Entity('incident')
@Index('incident_title', { synchronize: false })
@Index('incident_opened', ['openedAt', 'id'])
export class IncidentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') title: string;
  @Column('text') state: IncidentLifecycle;
  @Column('geometry', { spatialFeatureType: 'Point', srid: 4326 }) initialPlanningPoint: Point;
  @Column('integer') utmZone: number;
  @Column('integer') operationalPeriod: number;
  @Column('timestamptz') openedAt: Date;
  @Column('uuid') openedBy: string;
  /** An exercise: no figure counts it. */
  @Column('boolean', { default: false }) practice: boolean;
  @Column('integer') seq: number;
  @Column('integer') version: number;
}

@Entity('incident_application')
export class IncidentApplicationEntity {
  @PrimaryColumn('uuid') incidentId: string;
  @Index('incident_application_application') @PrimaryColumn('uuid') applicationId: string;
}

@Entity('incident_squad')
export class IncidentSquadEntity {
  @PrimaryColumn('uuid') incidentId: string;
  @Index('incident_squad_squad') @PrimaryColumn('uuid') squadId: string;
}

@Entity('search_grid')
export class SearchGridEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('search_grid_incident') @Column('uuid') incidentId: string;
  @Column('jsonb') definition: Grid['definition'];
  @Column('text') labelPrefix: string;
  @Column('integer') sectorCount: number;
  @Column('double precision') areaSquareMetres: number;
  @Column('timestamptz', { nullable: true }) archivedAt: Date | null;
}

/** A search segment: stable label and boundary for the whole incident. Its state is derived, never stored. */
@Entity('sector')
@Index('sector_geometry', { synchronize: false })
@Index('sector_label', { synchronize: false })
export class SectorEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('sector_incident') @Column('uuid') incidentId: string;
  @Column('uuid', { nullable: true }) gridId: string | null;
  @Column('integer', { nullable: true }) cellIndex: number | null;
  @Column('text') label: string;
  @Column('text') kind: DrawnSector['kind'];
  @Column('geometry', { srid: 4326, spatialFeatureType: 'Geometry' }) geometry: Geometry;
  @Column('double precision') areaSquareMetres: number;
  @Column('timestamptz', { nullable: true }) archivedAt: Date | null;
}

@Entity('team')
export class TeamEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('team_incident') @Column('uuid') incidentId: string;
  @Column('text') callSign: string;
  @Column('uuid') leaderMemberId: string;
  @Column('timestamptz', { nullable: true }) disbandedAt: Date | null;
  @Column('integer') version: number;
}

@Entity('team_member')
export class TeamMemberEntity {
  @PrimaryColumn('uuid') teamId: string;
  @Index('team_member_member') @PrimaryColumn('uuid') memberId: string;
}

/** One sector given to one team in one operational period. At most one holds a sector unless joint (see the index). */
@Entity('sector_assignment')
@Index('sector_assignment_holder', { synchronize: false })
@Index('sector_assignment_open', { synchronize: false })
export class SectorAssignmentEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('sector_assignment_incident') @Column('uuid') incidentId: string;
  @Index('sector_assignment_sector') @Column('uuid') sectorId: string;
  @Index('sector_assignment_team') @Column('uuid') teamId: string;
  @Column('text') state: AssignmentState;
  @Column('text') type: Assignment['type'];
  @Column('boolean') joint: boolean;
  @Column('integer') operationalPeriod: number;
  @Column('text', { nullable: true }) instructions: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { nullable: true }) assignedAt: Date | null;
  @Column('timestamptz') changedAt: Date;
  @Column('integer') version: number;
}

/** One completed search of a sector with its POD; never changed afterwards, only annulled. */
@Entity('sector_pass')
export class SectorPassEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('sector_pass_incident') @Column('uuid') incidentId: string;
  @Index('sector_pass_sector') @Column('uuid') sectorId: string;
  @Column('uuid') assignmentId: string;
  @Column('jsonb') debrief: Debrief;
  @Column('double precision', { nullable: true }) computedPodPercent: number | null;
  @Column('double precision') effectivePod: number;
  @Column('timestamptz') closedAt: Date;
  /** Set when the report was taken back; the row stays. */
  @Column('timestamptz', { nullable: true }) annulledAt: Date | null;
  @Column('uuid', { nullable: true }) annulledBy: string | null;
  @Column('text', { nullable: true }) annulReason: string | null;
}

/** The passes of a sector summed up by the domain's own arithmetic, so that a snapshot equals the fold bit for bit. */
@Entity('sector_coverage')
export class SectorCoverageEntity {
  @PrimaryColumn('uuid') sectorId: string;
  @Index('sector_coverage_incident') @Column('uuid') incidentId: string;
  @Column('integer') passes: number;
  @Column('double precision') cumulativePod: number;
  @Column('timestamptz') lastPassAt: Date;
}
