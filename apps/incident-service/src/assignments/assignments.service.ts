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
  UnitOfWork,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { conflictOver } from '../conflict.js';
import type { UndoNote } from '../history/undo-note.js';
import { checkCoordination, checkOpen, visibleIncident } from '../incidents/incident-access.js';
import {
  allSectors,
  checkFree,
  insertAssignments,
  readAssignContext,
  readSectorHolders,
} from './assign-sectors.js';
import { markPass, recomputeCoverage } from './annul-pass.js';

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
      const found = await readAssignContext(tx.manager, { incidentId, teamId, sectorIds });
      checkCoordination(principalOf(context), found);
      checkOpen(found);
      if (found.teamCallSign === null)
        throw new DomainError('REFUSED', 'no such team in this incident', { field: 'teamId' });
      const sectors = allSectors(found.sectors, sectorIds);
      if (!draft) checkFree(sectors, { teamId, joint });
      const assignments = await insertAssignments(tx.manager, incidentId, found, {
        sectors,
        teamId,
        type,
        joint,
        state: draft ? 'draft' : 'assigned',
        instructions: instructions ?? null,
        now: tx.now,
      });
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
        throw await conflictOver(tx.manager, { kind: 'assignment', id }, before);
      decideAssignmentStatus({ from: before.state, to, actor, reason, debrief });
      const closesPass = to === 'completed' || to === 'incomplete';
      if (debrief !== undefined && !closesPass)
        throw new DomainError('REFUSED', `a debrief is taken when the pass is closed, not with ${to}`, {
          field: 'debrief',
        });
      if (before.state === 'draft' && to === 'assigned')
        for (const sector of await readSectorHolders(tx.manager, incidentId, [before.sectorId]))
          checkFree([sector], before);
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

  /** Takes an assignment away as its coordinator, told to whoever could see it. */
  async withdrawIn(tx: Transaction, incidentId: string, id: string, undo: UndoNote): Promise<void> {
    const [before] = await readAssignments(tx.manager, incidentId, [id]);
    if (before === undefined) throw new DomainError('NOT_FOUND', 'no such assignment');
    decideAssignmentStatus({
      from: before.state,
      to: 'withdrawn',
      actor: 'coordinator',
      reason: undo.reason,
    });
    const assignment = await this.setState(tx, incidentId, before, {
      state: 'withdrawn',
      reason: undo.reason,
    });
    const audience = before.state === 'draft' ? 'staff' : 'everyone';
    tx.append('assignment.status-changed.v1', { assignment, undo }, audience);
    tx.audit('assignment.withdrawn', id, { from: before.state, reason: undo.reason });
  }

  /**
   * Gives an assignment the state it had. What a report added to the coverage is annulled with it, or counts again; a
   * sector that somebody else holds meanwhile is refused.
   */
  async restoreIn(tx: Transaction, incidentId: string, former: Assignment, undo: UndoNote): Promise<void> {
    const [before] = await readAssignments(tx.manager, incidentId, [former.id]);
    if (before === undefined) throw new DomainError('NOT_FOUND', 'no such assignment');
    if (isActiveAssignment(former.state) && !isActiveAssignment(before.state)) {
      for (const sector of await readSectorHolders(tx.manager, incidentId, [before.sectorId]))
        checkFree([sector], before);
      await this.checkTeamInField(tx, before.teamId);
    }
    const assignment = await this.setState(tx, incidentId, before, former);
    await markPass(tx, former, undo.reason);
    const coverage = await recomputeCoverage(tx.manager, incidentId, former.sectorId);
    const audience = before.state === 'draft' || former.state === 'draft' ? 'staff' : 'everyone';
    tx.append('assignment.restored.v1', { assignment, coverage, undo }, audience);
    tx.audit('assignment.restored', former.id, { from: before.state, to: former.state, reason: undo.reason });
  }

  private async setState(
    tx: Transaction,
    incidentId: string,
    { id, version }: Assignment,
    { state, reason }: { state: AssignmentState; reason: string | null },
  ): Promise<Assignment> {
    await tx.manager.update(
      SectorAssignmentEntity,
      { id, version },
      { state, reason, version: version + 1, changedAt: tx.now },
    );
    const [assignment] = await readAssignments(tx.manager, incidentId, [id]);
    if (assignment === undefined) throw new Error('the assignment just written is not there');
    return assignment;
  }

  private async checkTeamInField(tx: Transaction, teamId: string): Promise<void> {
    const rows: { call_sign: string }[] = await tx.manager.query(
      'SELECT call_sign FROM team WHERE id = $1 AND disbanded_at IS NOT NULL',
      [teamId],
    );
    if (rows[0] !== undefined)
      throw new DomainError('REFUSED', `team ${rows[0].call_sign} is disbanded`, {
        field: 'seqs',
        teamCallSign: rows[0].call_sign,
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
