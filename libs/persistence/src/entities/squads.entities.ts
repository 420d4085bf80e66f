import type { LocalisedName } from '@izdeu/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('squad')
export class SquadEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('squad_code', { unique: true }) @Column('text') code: string;
  @Column('jsonb') name: LocalisedName;
  @Column('text') base: string;
}

@Entity('branch')
export class BranchEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('branch_squad') @Column('uuid') squadId: string;
  @Column('jsonb') name: LocalisedName;
}

@Entity('member')
@Index('member_name', { synchronize: false })
export class MemberEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('member_squad') @Column('uuid') squadId: string;
  @Column('uuid', { nullable: true }) branchId: string | null;
  @Column('text') fullName: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('integer', { nullable: true }) birthYear: number | null;
  @Column('text', { array: true }) skills: string[];
}

@Entity('training')
export class TrainingEntity {
  @PrimaryColumn('uuid') id: string;
  @Index('training_squad') @Column('uuid') squadId: string;
  @Column('text') title: string;
  @Column('text') audience: 'students' | 'members' | 'public';
  @Column('date') heldOn: string;
  @Column('integer') participants: number;
  @Column('text', { nullable: true }) note: string | null;
}
