import type {
  addMember,
  createSquad,
  listMembers,
  listTrainings,
  Member,
  recordTraining,
  RouteInput,
  Squad,
} from '@izdeu/contracts';
import { DomainError, isMinorIn, mayManageSquad, maySeeMemberPhone } from '@izdeu/domain';
import {
  BranchEntity,
  MemberEntity,
  newId,
  SquadEntity,
  TrainingEntity,
  UnitOfWork,
  type Database,
} from '@izdeu/persistence';
import { commandOf, DATABASE, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { pageOfRows, readCursor } from '../paging.js';

interface MemberRow {
  id: string;
  squad_id: string;
  branch_id: string | null;
  full_name: string;
  phone: string | null;
  birth_year: number | null;
  skills: Member['skills'];
  has_account: boolean;
}

/** Rows are sorted by id (UUIDv7: by time of entry); lists by id alone need no instant. */
const START = new Date(0);

@Injectable()
export class SquadsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async list(manager: EntityManager = this.database.dataSource.manager): Promise<Squad[]> {
    const rows: {
      id: string;
      code: string;
      name: Squad['name'];
      base: string;
      branches: Squad['branches'];
      members: number;
      trainings: number;
    }[] = await manager.query(
      `SELECT s.id, s.code, s.name, s.base,
         COALESCE((SELECT json_agg(json_build_object('id', b.id, 'name', b.name) ORDER BY b.id)
           FROM branch b WHERE b.squad_id = s.id), '[]') AS branches,
         (SELECT count(*)::int FROM member m WHERE m.squad_id = s.id) AS members,
         (SELECT count(*)::int FROM training t WHERE t.squad_id = s.id) AS trainings
       FROM squad s ORDER BY s.id`,
    );
    return rows.map(({ members, trainings, ...squad }) => ({
      ...squad,
      memberCount: members,
      trainingCount: trainings,
    }));
  }

  create(context: RequestContext, input: RouteInput<typeof createSquad>): Promise<Squad> {
    const { code, name, base, branches } = input.body;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      if (await tx.manager.existsBy(SquadEntity, { code }))
        throw new DomainError('REFUSED', 'this code is taken', { field: 'code' });
      const id = newId();
      await tx.manager.insert(SquadEntity, { id, code, name, base });
      for (const branch of branches)
        await tx.manager.insert(BranchEntity, { id: newId(), squadId: id, name: branch.name });
      tx.audit('squad.created', id, { code });
      const squad = (await this.list(tx.manager)).find((row) => row.id === id);
      if (squad === undefined) throw new Error('the squad just written is not there');
      return squad;
    });
  }

  async members(context: RequestContext, input: RouteInput<typeof listMembers>) {
    const squadId = input.params.id;
    await this.checkSquad(this.database.dataSource.manager, squadId);
    const { limit } = input.query;
    const cursor = readCursor(input.query.cursor);
    const rows: MemberRow[] = await this.database.dataSource.query(
      `SELECT m.*, EXISTS (SELECT 1 FROM app_user u WHERE u.member_id = m.id) AS has_account
       FROM member m WHERE m.squad_id = $1 AND ($3::uuid IS NULL OR m.id > $3) ORDER BY m.id LIMIT $2`,
      [squadId, limit + 1, cursor?.id ?? null],
    );
    const withPhone = maySeeMemberPhone(principalOf(context), squadId);
    return pageOfRows(
      rows,
      limit,
      (row) => ({ at: START, id: row.id }),
      (row) => memberView(row, withPhone, new Date()),
    );
  }

  addMember(context: RequestContext, input: RouteInput<typeof addMember>): Promise<Member> {
    const squadId = input.params.id;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      await this.checkManaged(tx.manager, context, squadId);
      const { fullName, phone, birthYear, branchId, skills } = input.body;
      if (branchId !== undefined && !(await tx.manager.existsBy(BranchEntity, { id: branchId, squadId })))
        throw new DomainError('REFUSED', 'the squad has no such branch', { field: 'branchId' });
      const row = {
        id: newId(),
        squadId,
        branchId: branchId ?? null,
        fullName,
        phone: phone ?? null,
        birthYear: birthYear ?? null,
        skills,
      };
      await tx.manager.insert(MemberEntity, row);
      tx.audit('member.added', row.id, { squadId });
      return {
        id: row.id,
        squadId,
        branchId: row.branchId,
        fullName,
        phone: row.phone,
        isMinor: row.birthYear !== null && isMinorIn(row.birthYear, tx.now),
        skills,
        hasAccount: false,
      };
    });
  }

  async trainings(input: RouteInput<typeof listTrainings>) {
    const squadId = input.params.id;
    await this.checkSquad(this.database.dataSource.manager, squadId);
    const { limit } = input.query;
    const cursor = readCursor(input.query.cursor);
    const query = this.database.dataSource.manager
      .createQueryBuilder(TrainingEntity, 't')
      .where('t.squadId = :squadId', { squadId })
      .orderBy('t.id')
      .limit(limit + 1);
    if (cursor !== null) query.andWhere('t.id > :after', { after: cursor.id });
    const rows = await query.getMany();
    return pageOfRows(
      rows,
      limit,
      (row) => ({ at: START, id: row.id }),
      ({ id, title, audience, heldOn, participants, note }) => ({
        id,
        squadId,
        title,
        audience,
        heldOn,
        participants,
        note,
      }),
    );
  }

  recordTraining(context: RequestContext, input: RouteInput<typeof recordTraining>) {
    const squadId = input.params.id;
    const { title, audience, heldOn, participants, note } = input.body;
    return this.unitOfWork.run(commandOf(context, input), null, async (tx) => {
      await this.checkManaged(tx.manager, context, squadId);
      const row = { id: newId(), squadId, title, audience, heldOn, participants, note: note ?? null };
      await tx.manager.insert(TrainingEntity, row);
      tx.audit('training.recorded', row.id, { squadId });
      return row;
    });
  }

  private async checkSquad(manager: EntityManager, squadId: string): Promise<void> {
    if (!(await manager.existsBy(SquadEntity, { id: squadId })))
      throw new DomainError('NOT_FOUND', 'no such squad');
  }

  private async checkManaged(
    manager: EntityManager,
    context: RequestContext,
    squadId: string,
  ): Promise<void> {
    await this.checkSquad(manager, squadId);
    if (!mayManageSquad(principalOf(context), squadId))
      throw new DomainError('FORBIDDEN', 'this squad is led by somebody else');
  }
}

const memberView = (row: MemberRow, withPhone: boolean, now: Date): Member => ({
  id: row.id,
  squadId: row.squad_id,
  branchId: row.branch_id,
  fullName: row.full_name,
  phone: withPhone ? row.phone : null,
  isMinor: row.birth_year !== null && isMinorIn(row.birth_year, now),
  skills: row.skills,
  hasAccount: row.has_account,
});
