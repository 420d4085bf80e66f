import type {
  changeIncident,
  GeoPoint,
  IncidentSummary,
  IncidentView,
  openIncident,
  openPracticeIncident,
  RouteInput,
} from '@izdeu/contracts';
import {
  applicationScope,
  decideIncidentState,
  DomainError,
  hasPermission,
  maySeeApplications,
  resolvesPerson,
  utmZoneOf,
  type Principal,
} from '@izdeu/domain';
import {
  IncidentApplicationEntity,
  IncidentEntity,
  IncidentSquadEntity,
  newId,
  readIncidentSummary,
  readPersonCards,
  readSquadsOf,
  SquadEntity,
  UnitOfWork,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { storedPoint } from '../rounded-geometry.js';
import { insertPracticeApplication } from '../applications/practice-application.js';
import { checkApplicationVisible } from '../applications/application-access.js';
import { conflictOver } from '../conflict.js';
import type { UndoNote } from '../history/undo-note.js';
import { visibleIncident } from './incident-access.js';
import { readIncidentView } from './incident-queries.js';

interface NewIncident {
  readonly id: string;
  readonly title: string;
  readonly initialPlanningPoint: GeoPoint;
  readonly utmZone?: number | undefined;
  readonly applicationIds: readonly string[];
  readonly squadIds: readonly string[];
  readonly practice: boolean;
}

/** Opening an incident and leading it through its life. */
@Injectable()
export class IncidentsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  open(context: RequestContext, input: RouteInput<typeof openIncident>): Promise<IncidentView> {
    const principal = principalOf(context);
    const applicationIds = [...new Set(input.body.applicationIds)];
    const squadIds = [...new Set(input.body.squadIds)];
    // A repeated command finds its first answer before this id is ever used.
    const id = newId();
    return this.unitOfWork.run(commandOf(context, input), id, async (tx) => {
      for (const applicationId of applicationIds)
        await this.checkUsable(tx.manager, principal, applicationId);
      await this.checkSquads(tx.manager, principal, squadIds);
      const title = input.body.title ?? (await this.titleFrom(tx.manager, applicationIds));
      return this.insert(tx, principal, {
        ...input.body,
        id,
        title,
        applicationIds,
        squadIds,
        practice: false,
      });
    });
  }

  /** An exercise: its application is made with it, under a reference of its own that uses up no number. */
  openPractice(
    context: RequestContext,
    input: RouteInput<typeof openPracticeIncident>,
  ): Promise<IncidentView> {
    const principal = principalOf(context);
    const { title, personName, initialPlanningPoint } = input.body;
    const squadIds = [...new Set(input.body.squadIds)];
    const id = newId();
    return this.unitOfWork.run(commandOf(context, input), id, async (tx) => {
      await this.checkSquads(tx.manager, principal, squadIds);
      const applicationId = await insertPracticeApplication(tx, principal, {
        personName,
        place: initialPlanningPoint,
      });
      const applicationIds = [applicationId];
      return this.insert(tx, principal, {
        id,
        title,
        initialPlanningPoint,
        applicationIds,
        squadIds,
        practice: true,
      });
    });
  }

  private async insert(tx: Transaction, principal: Principal, incident: NewIncident): Promise<IncidentView> {
    const { id, title, initialPlanningPoint, utmZone, applicationIds, squadIds, practice } = incident;
    await tx.manager.insert(IncidentEntity, {
      id,
      title,
      state: 'opened',
      initialPlanningPoint: storedPoint(initialPlanningPoint),
      utmZone: utmZone ?? utmZoneOf(initialPlanningPoint.coordinates),
      operationalPeriod: 1,
      openedAt: tx.now,
      openedBy: principal.userId,
      practice,
      seq: 0,
      version: 1,
    });
    await tx.manager.insert(
      IncidentApplicationEntity,
      applicationIds.map((applicationId) => ({ incidentId: id, applicationId })),
    );
    await this.writeSquads(tx.manager, id, squadIds);
    const begun: { id: string }[] = await tx.manager.query(
      `WITH begun AS (UPDATE missing_person_application SET state = 'searching', version = version + 1
         WHERE id = ANY($1::uuid[]) AND state = 'received' RETURNING id) SELECT id FROM begun`,
      [applicationIds],
    );
    for (const application of begun) tx.audit('application.searching', application.id, { incidentId: id });
    tx.append('incident.opened.v1', {
      incident: await this.summary(tx, id),
      squads: await readSquadsOf(tx.manager, id),
      persons: await readPersonCards(tx.manager, id),
    });
    tx.audit('incident.opened', id, { applicationIds, squadIds, practice });
    tx.announce({ kind: 'incident-visible', incidentId: id, seq: tx.seq });
    return this.view(tx, id);
  }

  change(context: RequestContext, input: RouteInput<typeof changeIncident>): Promise<IncidentView> {
    const principal = principalOf(context);
    const { id } = input.params;
    const { version, title, state, reason, squadIds, startNextPeriod } = input.body;
    return this.unitOfWork.run(commandOf(context, input), id, async (tx) => {
      const seen = await visibleIncident(tx.manager, principal, id);
      if (seen.audience !== 'staff') throw new DomainError('FORBIDDEN', 'only staff may change an incident');
      const incident = await this.summary(tx, id);
      if (incident.version !== version)
        throw await conflictOver(tx.manager, { kind: 'incident', id }, await this.view(tx, id));
      if (state !== undefined) await this.checkState(tx, principal, id, incident.state, state, reason);
      if (squadIds !== undefined) await this.checkSquadChange(tx.manager, id, squadIds);
      await tx.manager
        .createQueryBuilder()
        .update(IncidentEntity)
        .set({
          version: version + 1,
          ...(title !== undefined && { title }),
          ...(state !== undefined && { state }),
          ...(startNextPeriod === true && { operationalPeriod: incident.operationalPeriod + 1 }),
        })
        .where({ id, version })
        .execute();
      const changed = await this.summary(tx, id);
      if (squadIds !== undefined) {
        await tx.manager.delete(IncidentSquadEntity, { incidentId: id });
        await this.writeSquads(tx.manager, id, [...new Set(squadIds)]);
        tx.append('incident.squads-changed.v1', {
          incident: changed,
          squads: await readSquadsOf(tx.manager, id),
        });
        tx.announce({ kind: 'incident-visible', incidentId: id, seq: tx.seq });
      } else tx.append('incident.changed.v1', { incident: changed, reason: reason ?? null });
      tx.audit('incident.changed', id, { title, state, reason, squadIds, startNextPeriod });
      return this.view(tx, id);
    });
  }

  /** Gives an incident the title, state, period and, if named, squads it had. Closing keeps its own rules. */
  async restoreIn(
    tx: Transaction,
    principal: Principal,
    former: Pick<IncidentSummary, 'id' | 'title' | 'state' | 'operationalPeriod'>,
    squadIds: readonly string[] | null,
    undo: UndoNote,
  ): Promise<void> {
    const { id, title, state, operationalPeriod } = former;
    const current = await this.summary(tx, id);
    if (state === 'closed' && current.state !== 'closed')
      await this.checkState(tx, principal, id, current.state, state, undo.reason);
    if (squadIds !== null) await this.checkSquadChange(tx.manager, id, squadIds);
    await tx.manager.update(
      IncidentEntity,
      { id },
      { title, state, operationalPeriod, version: current.version + 1 },
    );
    const incident = await this.summary(tx, id);
    if (squadIds === null) tx.append('incident.changed.v1', { incident, reason: undo.reason, undo });
    else {
      await tx.manager.delete(IncidentSquadEntity, { incidentId: id });
      await this.writeSquads(tx.manager, id, squadIds);
      tx.append('incident.squads-changed.v1', { incident, squads: await readSquadsOf(tx.manager, id), undo });
      tx.announce({ kind: 'incident-visible', incidentId: id, seq: tx.seq });
    }
    tx.audit('incident.restored', id, { title, state, operationalPeriod, squadIds, reason: undo.reason });
  }

  private async checkState(
    tx: Transaction,
    principal: Principal,
    id: string,
    from: IncidentView['state'],
    to: IncidentView['state'],
    reason: string | undefined,
  ): Promise<void> {
    const [open]: { assignments: number; outcomes: (string | null)[] }[] = await tx.manager.query(
      `SELECT (SELECT count(*)::int FROM sector_assignment WHERE incident_id = $1
           AND state NOT IN ('draft', 'completed', 'incomplete', 'refused', 'withdrawn')) AS assignments,
         ARRAY(SELECT p.confirmed_outcome FROM incident_application ia
           JOIN missing_person p ON p.application_id = ia.application_id
           WHERE ia.incident_id = $1) AS outcomes`,
      [id],
    );
    decideIncidentState({
      from,
      to,
      reason,
      activeAssignments: open?.assignments ?? 0,
      unresolvedPersons: (open?.outcomes ?? []).filter(
        (kind) => kind === null || !resolvesPerson(kind as Parameters<typeof resolvesPerson>[0]),
      ).length,
      isSupervisor: hasPermission(principal, 'outcome.decide'),
    });
  }

  private async checkUsable(
    manager: EntityManager,
    principal: Principal,
    applicationId: string,
  ): Promise<void> {
    try {
      await checkApplicationVisible(manager, principal, applicationId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError('REFUSED', 'no such application', { field: 'applicationIds', applicationId });
    }
    const rows: { state: string; practice: boolean }[] = await manager.query(
      'SELECT state, practice FROM missing_person_application WHERE id = $1',
      [applicationId],
    );
    if (rows[0]?.state === 'withdrawn')
      throw new DomainError('REFUSED', 'a withdrawn application opens no incident', {
        field: 'applicationIds',
      });
    if (rows[0]?.practice === true)
      throw new DomainError('REFUSED', 'an exercise does not become a search', { field: 'applicationIds' });
  }

  /** A dispatcher of one squad must not open a search that they could not see afterwards. */
  private async checkSquads(manager: EntityManager, principal: Principal, squadIds: string[]): Promise<void> {
    await this.checkSquadsExist(manager, squadIds);
    const scope = applicationScope(principal);
    const reaches = scope === 'region' || maySeeApplications(principal, { hasIncident: true, squadIds });
    if (!reaches)
      throw new DomainError('REFUSED', 'one of your own squads must take part', { field: 'squadIds' });
  }

  private async checkSquadsExist(manager: EntityManager, squadIds: readonly string[]): Promise<void> {
    if ((await manager.countBy(SquadEntity, { id: In([...squadIds]) })) !== new Set(squadIds).size)
      throw new DomainError('REFUSED', 'no such squad', { field: 'squadIds' });
  }

  /** A squad whose people are in the field now cannot be taken out of the search. */
  private async checkSquadChange(
    manager: EntityManager,
    id: string,
    squadIds: readonly string[],
  ): Promise<void> {
    await this.checkSquadsExist(manager, squadIds);
    const rows: { call_sign: string }[] = await manager.query(
      `SELECT t.call_sign FROM team t JOIN team_member tm ON tm.team_id = t.id JOIN member m ON m.id = tm.member_id
       WHERE t.incident_id = $1 AND t.disbanded_at IS NULL AND NOT (m.squad_id = ANY($2::uuid[])) LIMIT 1`,
      [id, squadIds],
    );
    if (rows[0] !== undefined)
      throw new DomainError('REFUSED', `team ${rows[0].call_sign} has members of a squad that would leave`, {
        field: 'squadIds',
      });
  }

  private async writeSquads(manager: EntityManager, id: string, squadIds: readonly string[]): Promise<void> {
    await manager.insert(
      IncidentSquadEntity,
      squadIds.map((squadId) => ({ incidentId: id, squadId })),
    );
  }

  /** A title without personal data: the references of the applications. */
  private async titleFrom(manager: EntityManager, applicationIds: readonly string[]): Promise<string> {
    const rows: { reference: string }[] = await manager.query(
      'SELECT reference FROM missing_person_application WHERE id = ANY($1::uuid[]) ORDER BY reference',
      [applicationIds],
    );
    return rows.map((row) => row.reference).join(', ');
  }

  private async summary(tx: Transaction, id: string) {
    const summary = await readIncidentSummary(tx.manager, id);
    if (summary === null) throw new DomainError('NOT_FOUND', 'no such incident');
    return summary;
  }

  private async view(tx: Transaction, id: string): Promise<IncidentView> {
    const view = await readIncidentView(tx.manager, id);
    if (view === null) throw new DomainError('NOT_FOUND', 'no such incident');
    // The row gets its number when the transaction closes.
    return { ...view, seq: tx.seq };
  }
}
