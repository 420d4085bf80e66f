import type { EventType, Outcome, proposeOutcome, RouteInput } from '@izdeu/contracts';
import {
  decideOutcomeDecision,
  distanceMetres,
  DomainError,
  resolvesPerson,
  type OutcomeDecision,
} from '@izdeu/domain';
import {
  MissingPersonEntity,
  newId,
  OutcomeEntity,
  readIncidentSummary,
  SquadEntity,
  UnitOfWork,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { conflictOver } from '../conflict.js';
import { checkApplicationVisible } from '../applications/application-access.js';
import { visibleIncident } from '../incidents/incident-access.js';
import { storedPoint } from '../rounded-geometry.js';
import { readOutcome } from './outcome-queries.js';

interface DecisionInput {
  readonly params: { readonly id: string };
  readonly body: { readonly commandId: string; readonly version?: number; readonly reason?: string };
}

const EVENT_OF_DECISION = {
  confirm: 'outcome.confirmed.v1',
  reject: 'outcome.rejected.v1',
  reopen: 'outcome.reopened.v1',
} as const satisfies Record<OutcomeDecision, EventType>;

/** What happened to a person: proposed by one, decided by another. */
@Injectable()
export class OutcomesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async propose(context: RequestContext, input: RouteInput<typeof proposeOutcome>): Promise<Outcome> {
    const personId = input.params.id;
    const { kind, evidence, placeText, foundBySquadId, occurredAt } = input.body;
    const place = input.body.place === undefined ? null : storedPoint(input.body.place);
    const incidentId = input.body.incidentId ?? (await this.latestIncidentOf(personId));
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      const person = await this.visiblePerson(tx, context, personId);
      if (incidentId !== null) await this.checkIncident(tx, context, incidentId, person.applicationId);
      if (person.confirmedOutcome !== null && resolvesPerson(person.confirmedOutcome))
        throw new DomainError('REFUSED', 'an outcome is confirmed already; reopen it first', { field: 'id' });
      if (await tx.manager.existsBy(OutcomeEntity, { personId, state: 'proposed' }))
        throw new DomainError('REFUSED', 'an outcome of this person waits for its decision already', {
          field: 'id',
        });
      if (foundBySquadId !== undefined && !(await tx.manager.existsBy(SquadEntity, { id: foundBySquadId })))
        throw new DomainError('REFUSED', 'no such squad', { field: 'foundBySquadId' });
      const happenedAt = occurredAt === undefined ? tx.now : new Date(occurredAt);
      if (happenedAt.getTime() > tx.now.getTime() + 60_000)
        throw new DomainError('REFUSED', 'occurredAt: must not be in the future', { field: 'occurredAt' });
      const incident = incidentId === null ? null : await readIncidentSummary(tx.manager, incidentId);
      const id = newId();
      await tx.manager.insert(OutcomeEntity, {
        id,
        personId,
        incidentId,
        kind,
        state: 'proposed',
        evidence,
        place,
        placeText: placeText ?? null,
        distanceFromPlanningPointMetres:
          incident === null || place === null
            ? null
            : distanceMetres(
                incident.initialPlanningPoint.coordinates,
                place.coordinates as [number, number],
              ),
        occurredAt: happenedAt,
        foundBySquadId: foundBySquadId ?? null,
        proposedBy: principalOf(context).userId,
        proposedAt: tx.now,
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        version: 1,
      });
      if (incidentId !== null) tx.append('outcome.proposed.v1', { outcomeId: id, personId, kind }, 'staff');
      tx.audit('outcome.proposed', id, { personId, kind });
      return this.reread(tx, id);
    });
  }

  async decide(context: RequestContext, decision: OutcomeDecision, input: DecisionInput): Promise<Outcome> {
    const { id } = input.params;
    const row = await this.unitOfWork.read((manager) => manager.findOneBy(OutcomeEntity, { id }));
    if (row === null) throw new DomainError('NOT_FOUND', 'no such outcome');
    return this.unitOfWork.run(commandOf(context, input), row.incidentId, async (tx) => {
      // Two deciders without an incident between them have no other common lock.
      await tx.manager.query('SELECT 1 FROM outcome WHERE id = $1 FOR UPDATE', [id]);
      const before = await this.reread(tx, id);
      await checkApplicationVisible(tx.manager, principalOf(context), before.applicationId).catch(() => {
        throw new DomainError('NOT_FOUND', 'no such outcome');
      });
      if (input.body.version !== undefined && input.body.version !== before.version)
        throw await conflictOver(tx.manager, { kind: 'outcome', id }, before);
      const { userId } = principalOf(context);
      const state = decideOutcomeDecision({
        state: before.state,
        proposedByUserId: before.proposedBy.userId,
        decidedByUserId: userId,
        decision,
        reason: input.body.reason,
      });
      await tx.manager.update(
        OutcomeEntity,
        { id },
        {
          state,
          decidedBy: userId,
          decidedAt: tx.now,
          decisionReason: input.body.reason ?? null,
          version: before.version + 1,
        },
      );
      if (decision !== 'reject') await this.markPerson(tx, before, decision === 'confirm');
      const { personId, kind } = before;
      if (before.incidentId !== null)
        tx.append(EVENT_OF_DECISION[decision], { outcomeId: id, personId, kind }, 'staff');
      tx.audit(`outcome.${state}`, id, { personId, kind, reason: input.body.reason });
      return this.reread(tx, id);
    });
  }

  /** Keeps the confirmed kind beside the person, and the application resolved while all its people are. */
  private async markPerson(tx: Transaction, outcome: Outcome, confirmed: boolean): Promise<void> {
    await tx.manager.query(
      `UPDATE missing_person SET confirmed_outcome = $2, confirmed_outcome_id = $3, version = version + 1
       WHERE id = $1`,
      [outcome.personId, confirmed ? outcome.kind : null, confirmed ? outcome.id : null],
    );
    const rows: { confirmed_outcome: Outcome['kind'] | null }[] = await tx.manager.query(
      'SELECT confirmed_outcome FROM missing_person WHERE application_id = $1',
      [outcome.applicationId],
    );
    const resolved = rows.every(
      (row) => row.confirmed_outcome !== null && resolvesPerson(row.confirmed_outcome),
    );
    await tx.manager.query(
      `UPDATE missing_person_application SET version = version + 1, state = CASE
         WHEN $2 THEN 'resolved'
         WHEN EXISTS (SELECT 1 FROM incident_application i WHERE i.application_id = $1) THEN 'searching'
         ELSE 'received' END
       WHERE id = $1`,
      [outcome.applicationId, resolved],
    );
    tx.audit(
      confirmed ? 'application.outcome-confirmed' : 'application.outcome-reopened',
      outcome.applicationId,
      {
        outcomeId: outcome.id,
      },
    );
  }

  private async latestIncidentOf(personId: string): Promise<string | null> {
    const rows: { id: string }[] = await this.unitOfWork.read((manager) =>
      manager.query(
        `SELECT i.id FROM missing_person p JOIN incident_application ia ON ia.application_id = p.application_id
         JOIN incident i ON i.id = ia.incident_id WHERE p.id = $1 ORDER BY i.opened_at DESC, i.id DESC LIMIT 1`,
        [personId],
      ),
    );
    return rows[0]?.id ?? null;
  }

  private async visiblePerson(
    tx: Transaction,
    context: RequestContext,
    personId: string,
  ): Promise<MissingPersonEntity> {
    // Locked, so that two proposals of one person come one after the other.
    await tx.manager.query('SELECT 1 FROM missing_person WHERE id = $1 FOR UPDATE', [personId]);
    const person = await tx.manager.findOneBy(MissingPersonEntity, { id: personId });
    if (person === null) throw new DomainError('NOT_FOUND', 'no such person');
    await checkApplicationVisible(tx.manager, principalOf(context), person.applicationId).catch(() => {
      throw new DomainError('NOT_FOUND', 'no such person');
    });
    return person;
  }

  private async checkIncident(
    tx: Transaction,
    context: RequestContext,
    incidentId: string,
    applicationId: string,
  ): Promise<void> {
    const rows: unknown[] = await tx.manager.query(
      'SELECT 1 FROM incident_application WHERE incident_id = $1 AND application_id = $2',
      [incidentId, applicationId],
    );
    if (rows.length === 0)
      throw new DomainError('REFUSED', 'this person is not searched in that incident', {
        field: 'incidentId',
      });
    await visibleIncident(tx.manager, principalOf(context), incidentId);
  }

  private async reread(tx: Transaction, id: string): Promise<Outcome> {
    const outcome = await readOutcome(tx.manager, id);
    if (outcome === null) throw new Error('the outcome just written is not there');
    return outcome;
  }
}
