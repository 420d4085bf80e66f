import type { changeTeam, formTeam, RouteInput, Team } from '@izdeu/contracts';
import { DomainError, mayManageTeam } from '@izdeu/domain';
import {
  MemberEntity,
  newId,
  readTeams,
  TeamEntity,
  TeamMemberEntity,
  UnitOfWork,
  type Transaction,
} from '@izdeu/persistence';
import { commandOf, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { conflictOver } from '../conflict.js';
import type { UndoNote } from '../history/undo-note.js';
import { checkIncidentOpen, visibleIncident, type VisibleIncident } from '../incidents/incident-access.js';

type TeamAnswer = { team: Team; seq: number };

/** Field groups formed for one incident from members of its squads. */
@Injectable()
export class TeamsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  form(context: RequestContext, input: RouteInput<typeof formTeam>): Promise<TeamAnswer> {
    const incidentId = input.params.id;
    const { callSign, leaderMemberId } = input.body;
    const memberIds = [...new Set(input.body.memberIds)];
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      const incident = await visibleIncident(tx.manager, principalOf(context), incidentId);
      await checkIncidentOpen(tx.manager, incidentId);
      const id = newId();
      await this.checkPeople(tx.manager, context, incident, id, { memberIds, leaderMemberId });
      await this.checkCallSign(tx.manager, incidentId, id, callSign);
      await tx.manager.insert(TeamEntity, {
        id,
        incidentId,
        callSign,
        leaderMemberId,
        disbandedAt: null,
        version: 1,
      });
      await this.writeMembers(tx.manager, id, memberIds);
      const team = await this.reread(tx, incidentId, id);
      tx.append('team.formed.v1', { team });
      tx.audit('team.formed', id, { callSign });
      return { team, seq: tx.seq };
    });
  }

  async change(context: RequestContext, input: RouteInput<typeof changeTeam>): Promise<TeamAnswer> {
    const { id } = input.params;
    const { callSign, leaderMemberId, disbanded, version } = input.body;
    const incidentId = await this.incidentOf(id);
    return this.unitOfWork.run(commandOf(context, input), incidentId, async (tx) => {
      const incident = await visibleIncident(tx.manager, principalOf(context), incidentId);
      const before = await this.reread(tx, incidentId, id);
      if (before.version !== version) throw await conflictOver(tx.manager, { kind: 'team', id }, before);
      const memberIds = [...new Set(input.body.memberIds ?? before.members.map((member) => member.memberId))];
      const leader = leaderMemberId ?? before.leaderMemberId;
      if (!mayManageTeam(principalOf(context), before.squadIds, incident.squadIds))
        throw new DomainError('FORBIDDEN', 'this team belongs to other squads');
      await this.checkPeople(tx.manager, context, incident, id, { memberIds, leaderMemberId: leader });
      if (callSign !== undefined) await this.checkCallSign(tx.manager, incidentId, id, callSign);
      if (disbanded === true) await this.checkFree(tx.manager, id);
      await tx.manager
        .createQueryBuilder()
        .update(TeamEntity)
        .set({
          version: version + 1,
          leaderMemberId: leader,
          ...(callSign !== undefined && { callSign }),
          ...(disbanded !== undefined && { disbandedAt: disbanded ? tx.now : null }),
        })
        .where({ id, version })
        .execute();
      if (input.body.memberIds !== undefined) {
        await tx.manager.delete(TeamMemberEntity, { teamId: id });
        await this.writeMembers(tx.manager, id, memberIds);
      }
      const team = await this.reread(tx, incidentId, id);
      tx.append('team.changed.v1', { team });
      tx.audit('team.changed', id, { callSign, disbanded });
      return { team, seq: tx.seq };
    });
  }

  /** Gives a team the name, leader, people and standing it had, if nobody took its place meanwhile. */
  async restoreIn(
    tx: Transaction,
    context: RequestContext,
    incident: VisibleIncident,
    team: Pick<Team, 'id' | 'callSign' | 'leaderMemberId' | 'disbanded'> & { memberIds: readonly string[] },
    undo: UndoNote,
  ): Promise<void> {
    const { id, callSign, leaderMemberId, disbanded, memberIds } = team;
    if (disbanded) await this.checkFree(tx.manager, id);
    else {
      await this.checkPeople(tx.manager, context, incident, id, { memberIds, leaderMemberId });
      await this.checkCallSign(tx.manager, incident.id, id, callSign);
    }
    await tx.manager.query(
      `UPDATE team SET call_sign = $2, leader_member_id = $3, version = version + 1,
         disbanded_at = CASE WHEN $4 THEN COALESCE(disbanded_at, $5) END WHERE id = $1`,
      [id, callSign, leaderMemberId, disbanded, tx.now],
    );
    await tx.manager.delete(TeamMemberEntity, { teamId: id });
    await this.writeMembers(tx.manager, id, memberIds);
    tx.append('team.changed.v1', { team: await this.reread(tx, incident.id, id), undo });
    tx.audit('team.restored', id, { callSign, disbanded, reason: undo.reason });
  }

  private async incidentOf(teamId: string): Promise<string> {
    const incidentId = await this.unitOfWork.read(async (manager) => {
      const team = await manager.findOneBy(TeamEntity, { id: teamId });
      return team?.incidentId;
    });
    if (incidentId === undefined) throw new DomainError('NOT_FOUND', 'no such team');
    return incidentId;
  }

  private async checkPeople(
    manager: EntityManager,
    context: RequestContext,
    incident: VisibleIncident,
    teamId: string,
    people: { memberIds: readonly string[]; leaderMemberId: string },
  ): Promise<void> {
    if (!people.memberIds.includes(people.leaderMemberId))
      throw new DomainError('REFUSED', 'the leader must be one of the members', { field: 'leaderMemberId' });
    const members = await manager.findBy(MemberEntity, { id: In([...people.memberIds]) });
    const squadIds = [...new Set(members.map((member) => member.squadId))];
    if (members.length !== people.memberIds.length || !squadIds.every((id) => incident.squadIds.includes(id)))
      throw new DomainError('REFUSED', 'every member must belong to a squad that takes part', {
        field: 'memberIds',
      });
    if (!mayManageTeam(principalOf(context), squadIds, incident.squadIds))
      throw new DomainError('FORBIDDEN', 'you may form teams of your own squad only', { field: 'memberIds' });
    const [busy]: { full_name: string; call_sign: string }[] = await manager.query(
      `SELECT m.full_name, t.call_sign FROM team t JOIN team_member tm ON tm.team_id = t.id
       JOIN member m ON m.id = tm.member_id
       WHERE t.incident_id = $1 AND t.id <> $2 AND t.disbanded_at IS NULL AND tm.member_id = ANY($3::uuid[]) LIMIT 1`,
      [incident.id, teamId, people.memberIds],
    );
    if (busy !== undefined)
      throw new DomainError('REFUSED', `${busy.full_name} is in team ${busy.call_sign} already`, {
        field: 'memberIds',
        teamCallSign: busy.call_sign,
      });
  }

  private async checkCallSign(
    manager: EntityManager,
    incidentId: string,
    teamId: string,
    callSign: string,
  ): Promise<void> {
    const same = await manager.findOneBy(TeamEntity, { incidentId, callSign, disbandedAt: IsNull() });
    if (same !== null && same.id !== teamId)
      throw new DomainError('REFUSED', 'this call sign is in use', { field: 'callSign' });
  }

  private async checkFree(manager: EntityManager, teamId: string): Promise<void> {
    const [held]: { label: string }[] = await manager.query(
      `SELECT s.label FROM sector_assignment a JOIN sector s ON s.id = a.sector_id WHERE a.team_id = $1
         AND a.state NOT IN ('completed', 'incomplete', 'refused', 'withdrawn') LIMIT 1`,
      [teamId],
    );
    if (held !== undefined)
      throw new DomainError('REFUSED', `the team still holds sector ${held.label}`, {
        field: 'disbanded',
        sectorLabel: held.label,
      });
  }

  private async writeMembers(
    manager: EntityManager,
    teamId: string,
    memberIds: readonly string[],
  ): Promise<void> {
    await manager.insert(
      TeamMemberEntity,
      memberIds.map((memberId) => ({ teamId, memberId })),
    );
  }

  private async reread(tx: Transaction, incidentId: string, id: string): Promise<Team> {
    const [team] = await readTeams(tx.manager, incidentId, tx.now, [id]);
    if (team === undefined) throw new DomainError('NOT_FOUND', 'no such team');
    return team;
  }
}
