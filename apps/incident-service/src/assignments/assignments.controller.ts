import {
  assignSectors,
  changeAssignmentStatus,
  changeTeam,
  formTeam,
  listMyAssignments,
  type RouteInput,
} from '@izdeu/contracts';
import { readAssignments, type Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { TeamsService } from '../teams/teams.service.js';
import { AssignmentsService } from './assignments.service.js';

@Controller()
export class AssignmentsController {
  constructor(
    private readonly assignments: AssignmentsService,
    private readonly teams: TeamsService,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Endpoint(formTeam)
  formTeam(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof formTeam>) {
    return this.teams.form(context, input);
  }

  @Endpoint(changeTeam)
  changeTeam(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof changeTeam>) {
    return this.teams.change(context, input);
  }

  @Endpoint(assignSectors)
  assign(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof assignSectors>) {
    return this.assignments.assign(context, input);
  }

  @Endpoint(changeAssignmentStatus)
  changeStatus(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof changeAssignmentStatus>) {
    return this.assignments.changeStatus(context, input);
  }

  /** Open assignments of the member's own teams; drafts are not theirs to know. */
  @Endpoint(listMyAssignments)
  async mine(@Ctx() context: RequestContext) {
    const { manager } = this.database.dataSource;
    const rows: { incident_id: string; ids: string[] }[] = await manager.query(
      `SELECT a.incident_id, array_agg(a.id ORDER BY a.id)::text[] AS ids
       FROM sector_assignment a JOIN team_member tm ON tm.team_id = a.team_id
       WHERE tm.member_id = $1 AND a.state NOT IN ('draft', 'completed', 'incomplete', 'refused', 'withdrawn')
       GROUP BY a.incident_id ORDER BY a.incident_id`,
      [principalOf(context).memberId],
    );
    const items = [];
    for (const row of rows)
      for (const assignment of await readAssignments(manager, row.incident_id, row.ids))
        items.push({ incidentId: row.incident_id, assignment });
    return { items };
  }
}
