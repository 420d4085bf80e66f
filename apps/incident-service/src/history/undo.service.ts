import type { IncidentEvent, RouteInput, undoEvents } from '@izdeu/contracts';
import { DomainError, eventObject, undoPlan, type UndoPlan } from '@izdeu/domain';
import { readEventsOfSameObject, readTeams, UnitOfWork, type Transaction } from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { AssignmentsService } from '../assignments/assignments.service.js';
import { checkIncidentOpen, visibleIncident, type VisibleIncident } from '../incidents/incident-access.js';
import { IncidentsService } from '../incidents/incidents.service.js';
import { SectorsService } from '../sectors/sectors.service.js';
import { TeamsService } from '../teams/teams.service.js';
import { mayUndo } from './history-queries.js';
import type { UndoNote } from './undo-note.js';

/** Takes events back by new ones. Nothing is deleted, so what was taken back can be taken back in its turn. */
@Injectable()
export class UndoService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sectors: SectorsService,
    private readonly teams: TeamsService,
    private readonly assignments: AssignmentsService,
    private readonly incidents: IncidentsService,
  ) {}

  undo(context: RequestContext, input: RouteInput<typeof undoEvents>): Promise<{ seq: number }> {
    const incidentId = input.params.id;
    const { reason } = input.body;
    // The newest first: of two changes of one thing the later goes before the earlier.
    const seqs = [...new Set(input.body.seqs)].sort((left, right) => right - left);
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      const incident = await visibleIncident(tx.manager, principalOf(context), incidentId);
      for (const seq of seqs) {
        const plan = await this.planFor(tx, context, incident, seq, seqs);
        if (plan.do !== 'restore-incident') await checkIncidentOpen(tx.manager, incidentId);
        await this.carryOut(tx, context, incident, plan, { seq, reason });
      }
      return { seq: tx.seq };
    });
  }

  private async planFor(
    tx: Transaction,
    context: RequestContext,
    incident: VisibleIncident,
    seq: number,
    together: readonly number[],
  ): Promise<UndoPlan> {
    const events = await readEventsOfSameObject(tx.manager, incident.id, seq);
    const target = events.find((event) => event.seq === seq);
    if (target === undefined || incident.audience !== 'staff')
      throw new DomainError('NOT_FOUND', 'no such event', { field: 'seqs', seq });
    const object = eventObject(target.type, target.payload);
    const plan = undoPlan(
      target,
      events.filter((event) => event.seq < seq),
    );
    if (plan === null)
      throw new DomainError('REFUSED', `an event of the type ${target.type} is not taken back this way`, {
        field: 'seqs',
        seq,
      });
    if (!mayUndo(principalOf(context), incident, object))
      throw new DomainError('FORBIDDEN', 'this is not yours to take back', { field: 'seqs', seq });
    const later = events.filter((event) => event.seq > seq && !together.includes(event.seq)).at(-1);
    if (later !== undefined) throw changedSince(target, later);
    return plan;
  }

  private async carryOut(
    tx: Transaction,
    context: RequestContext,
    incident: VisibleIncident,
    plan: UndoPlan,
    undo: UndoNote,
  ): Promise<void> {
    const { id } = incident;
    const { reason } = undo;
    switch (plan.do) {
      case 'archive-grid':
        return this.sectors.archiveGridIn(tx, id, plan.gridId, { reason, undo });
      case 'restore-grid':
        return this.sectors.restoreGridIn(tx, id, plan.gridId, undo);
      case 'archive-sector':
        return this.sectors.archiveSectorIn(tx, id, plan.sectorId, { reason, undo });
      case 'restore-sector':
        return this.sectors.restoreSectorIn(tx, id, plan.sectorId, undo);
      case 'withdraw-assignment':
        return this.assignments.withdrawIn(tx, id, plan.assignmentId, undo);
      case 'restore-assignment':
        return this.assignments.restoreIn(tx, id, plan.assignment, undo);
      case 'restore-incident': {
        const squadIds = plan.squads?.map((squad) => squad.id) ?? null;
        return this.incidents.restoreIn(tx, principalOf(context), plan.incident, squadIds, undo);
      }
      case 'disband-team':
      case 'restore-team':
        return this.restoreTeam(tx, context, incident, plan, undo);
    }
  }

  private async restoreTeam(
    tx: Transaction,
    context: RequestContext,
    incident: VisibleIncident,
    plan: Extract<UndoPlan, { do: 'disband-team' | 'restore-team' }>,
    undo: UndoNote,
  ): Promise<void> {
    const teamId = plan.do === 'disband-team' ? plan.teamId : plan.team.id;
    const [current] = await readTeams(tx.manager, incident.id, tx.now, [teamId]);
    if (current === undefined) throw new DomainError('NOT_FOUND', 'no such team');
    const wanted = plan.do === 'disband-team' ? { ...current, disbanded: true } : plan.team;
    const memberIds = wanted.members.map((member) => member.memberId);
    await this.teams.restoreIn(tx, context, incident, { ...wanted, memberIds }, undo);
  }
}

/** Both sides, so that a person can judge: what the event made, and what it is by now, by whose hand. */
const changedSince = (target: IncidentEvent, later: IncidentEvent): DomainError =>
  new DomainError('CONFLICT', 'this was changed again since', {
    field: 'seqs',
    seq: target.seq,
    made: target.payload,
    current: later.payload,
    currentType: later.type,
    changedBy: { displayName: later.actor.displayName },
    changedAt: later.occurredAt,
    changedBySeq: later.seq,
  });
