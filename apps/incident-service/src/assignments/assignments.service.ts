import type {
  Assignment,
  AssignmentState,
  assignSectors,
  changeAssignmentStatus,
  Debrief,
  RouteInput,
  SectorCoverage,
} from '@izdeu/contracts';
import {
  addPass,
  computedPod,
  decideAssignmentStatus,
  DomainError,
  effectivePod,
  isActiveAssignment,
  teamActorOf,
  type AssignmentActor,
} from '@izdeu/domain';
import {
  newId,
  readAssignments,
  readTeams,
  SectorAssignmentEntity,
  SectorCoverageEntity,
  SectorPassEntity,
  TeamEntity,
  UnitOfWork,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { checkIncidentOpen, coordinatedIncident, visibleIncident } from '../incidents/incident-access.js';

interface SectorRow {
  id: string;
  label: string;
}

/** Giving sectors to teams and following each through to its debrief. */
@Injectable()
export class AssignmentsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  assign(
    context: RequestContext,
    input: RouteInput<typeof assignSectors>,
  ): Promise<{ assignments: Assignment[]; seq: number }> {
    const incidentId = input.params.id;
    const { teamId, type, joint, draft, instructions } = input.body;
    const sectorIds = [...new Set(input.body.sectorIds)];
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      await coordinatedIncident(tx.manager, principalOf(context), incidentId);
      await checkIncidentOpen(tx.manager, incidentId);
      if (!(await tx.manager.existsBy(TeamEntity, { id: teamId, incidentId, disbandedAt: IsNull() })))
        throw new DomainError('REFUSED', 'no such team in this incident', { field: 'teamId' });
      const sectors = await this.sectorsOf(tx, incidentId, sectorIds);
      if (!draft) for (const sector of sectors) await this.checkFree(tx, sector, { teamId, joint });
      const [incident]: { operational_period: number }[] = await tx.manager.query(
        'SELECT operational_period FROM incident WHERE id = $1',
        [incidentId],
      );
      const state: AssignmentState = draft ? 'draft' : 'assigned';
      const rows = sectors.map((sector) => ({
        id: newId(),
        incidentId,
        sectorId: sector.id,
        teamId,
        state,
        type,
        joint,
        operationalPeriod: incident?.operational_period ?? 1,
        instructions: instructions ?? null,
        reason: null,
        assignedAt: draft ? null : tx.now,
        changedAt: tx.now,
        version: 1,
      }));
      await tx.manager.insert(SectorAssignmentEntity, rows);
      const assignments = await readAssignments(
        tx.manager,
        incidentId,
        rows.map((row) => row.id),
      );
      for (const assignment of assignments) {
        if (draft) tx.append('assignment.drafted.v1', { assignment }, 'staff');
        else tx.append('sector.assigned.v1', { assignment });
      }
      tx.audit(draft ? 'assignment.drafted' : 'sector.assigned', teamId, { sectorIds });
      return { assignments, seq: tx.seq };
    });
  }

  async changeStatus(
    context: RequestContext,
    input: RouteInput<typeof changeAssignmentStatus>,
  ): Promise<{ assignment: Assignment; coverage?: SectorCoverage; seq: number }> {
    const { id } = input.params;
    const { to, version, reason, debrief } = input.body;
    const row = await this.unitOfWork.read((manager) => manager.findOneBy(SectorAssignmentEntity, { id }));
    if (row === null) throw new DomainError('NOT_FOUND', 'no such assignment');
    const { incidentId } = row;
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      const [before] = await readAssignments(tx.manager, incidentId, [id]);
      if (before === undefined) throw new DomainError('NOT_FOUND', 'no such assignment');
      const actor = await this.actorOf(tx, context, incidentId, before);
      if (version !== undefined && version !== before.version)
        throw new DomainError('CONFLICT', 'this assignment changed meanwhile', {
          field: 'version',
          current: before,
        });
      decideAssignmentStatus({ from: before.state, to, actor, reason, debrief });
      const closesPass = to === 'completed' || to === 'incomplete';
      if (debrief !== undefined && !closesPass)
        throw new DomainError('REFUSED', `a debrief is taken when the pass is closed, not with ${to}`, {
          field: 'debrief',
        });
      if (before.state === 'draft' && to === 'assigned')
        await this.checkFree(tx, { id: before.sectorId, label: before.sectorLabel }, before);
      const changed = await tx.manager
        .createQueryBuilder()
        .update(SectorAssignmentEntity)
        .set({
          state: to,
          version: before.version + 1,
          changedAt: tx.now,
          ...(reason !== undefined && { reason }),
          ...(to === 'assigned' && { assignedAt: tx.now }),
        })
        .where({ id, version: before.version })
        .execute();
      if (changed.affected !== 1) throw new Error('an assignment changed under its incident’s lock');
      const [assignment] = await readAssignments(tx.manager, incidentId, [id]);
      if (assignment === undefined) throw new Error('the assignment just written is not there');
      const coverage =
        closesPass && debrief !== undefined
          ? await this.closePass(tx, incidentId, assignment, debrief)
          : undefined;
      this.tell(tx, before.state, assignment, coverage);
      tx.audit('assignment.status-changed', id, { from: before.state, to, reason, actor });
      return { assignment, ...(coverage && { coverage }), seq: tx.seq };
    });
  }

  /** A draft is known to staff only, so its withdrawal is too; giving it out is news to everybody. */
  private tell(
    tx: Transaction,
    from: AssignmentState,
    assignment: Assignment,
    coverage: SectorCoverage | undefined,
  ): void {
    if (from === 'draft' && assignment.state === 'assigned') tx.append('sector.assigned.v1', { assignment });
    else
      tx.append(
        'assignment.status-changed.v1',
        { assignment, ...(coverage && { coverage }) },
        from === 'draft' ? 'staff' : 'everyone',
      );
  }

  private async actorOf(
    tx: Transaction,
    context: RequestContext,
    incidentId: string,
    assignment: Assignment,
  ): Promise<AssignmentActor> {
    const principal = principalOf(context);
    const incident = await visibleIncident(tx.manager, principal, incidentId);
    const [team] = await readTeams(tx.manager, incidentId, tx.now, [assignment.teamId]);
    if (team === undefined) throw new Error('an assignment of no team');
    const memberIds = team.members.map((member) => member.memberId);
    const actor = teamActorOf(principal, { ...team, memberIds }, incident.squadIds);
    if (actor === null || (assignment.state === 'draft' && actor === 'team'))
      throw new DomainError('NOT_FOUND', 'no such assignment');
    return actor;
  }

  private async sectorsOf(
    tx: Transaction,
    incidentId: string,
    sectorIds: readonly string[],
  ): Promise<SectorRow[]> {
    const sectors: SectorRow[] = await tx.manager.query(
      'SELECT id, label FROM sector WHERE incident_id = $1 AND id = ANY($2::uuid[]) AND archived_at IS NULL ORDER BY id',
      [incidentId, sectorIds],
    );
    if (sectors.length === sectorIds.length) return sectors;
    const known = new Set(sectors.map((sector) => sector.id));
    throw new DomainError('REFUSED', 'no such sector in this incident', {
      field: 'sectorIds',
      unknown: sectorIds.filter((id) => !known.has(id)).slice(0, 20),
    });
  }

  /**
   * One sector, one active assignment, unless the coordinator says joint. The incident's lock makes this check
   * safe; a unique index stands behind it.
   */
  private async checkFree(
    tx: Transaction,
    sector: SectorRow,
    wish: { teamId: string; joint: boolean },
  ): Promise<void> {
    const rows = await tx.manager.findBy(SectorAssignmentEntity, { sectorId: sector.id });
    const holders = rows.filter((row) => isActiveAssignment(row.state));
    const own = holders.find((row) => row.teamId === wish.teamId);
    const blocking = own ?? (wish.joint && holders.every((row) => row.joint) ? undefined : holders[0]);
    if (blocking === undefined) return;
    const [team]: { call_sign: string }[] = await tx.manager.query(
      'SELECT call_sign FROM team WHERE id = $1',
      [blocking.teamId],
    );
    const holder = team?.call_sign ?? '';
    throw new DomainError('SECTOR_TAKEN', `sector ${sector.label} is held by ${holder}`, {
      field: 'sectorIds',
      sectorId: sector.id,
      sectorLabel: sector.label,
      holder: { teamId: blocking.teamId, callSign: holder, assignmentId: blocking.id, state: blocking.state },
    });
  }

  private async closePass(
    tx: Transaction,
    incidentId: string,
    assignment: Assignment,
    debrief: Debrief,
  ): Promise<SectorCoverage> {
    const { sectorId } = assignment;
    const [sector]: { area: number }[] = await tx.manager.query(
      'SELECT area_square_metres AS area FROM sector WHERE id = $1',
      [sectorId],
    );
    const computed = computedPod({ ...debrief, areaSquareMetres: sector?.area ?? 0 });
    const effective = effectivePod(debrief);
    await tx.manager.insert(SectorPassEntity, {
      id: newId(),
      incidentId,
      sectorId,
      assignmentId: assignment.id,
      debrief,
      computedPodPercent: computed === null ? null : computed * 100,
      effectivePod: effective,
      closedAt: tx.now,
    });
    const stored = await tx.manager.findOneBy(SectorCoverageEntity, { sectorId });
    const previous =
      stored === null
        ? undefined
        : {
            sectorId,
            passes: stored.passes,
            cumulativePod: stored.cumulativePod,
            lastPassAt: stored.lastPassAt.toISOString(),
          };
    const coverage = addPass(previous, { sectorId, effectivePod: effective, at: tx.now.toISOString() });
    await tx.manager.upsert(
      SectorCoverageEntity,
      { ...coverage, incidentId, lastPassAt: new Date(coverage.lastPassAt) },
      ['sectorId'],
    );
    return coverage;
  }
}
