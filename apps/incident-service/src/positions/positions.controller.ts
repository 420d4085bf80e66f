import { listPositions, reportPositions, type RouteInput } from '@izdeu/contracts';
import { PositionAnnouncements, PositionStore, type Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { visibleIncident } from '../incidents/incident-access.js';

/** The lossy lane over HTTP: what a phone's outbox sends when it has signal again. */
@Controller()
export class PositionsController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly positions: PositionStore,
    private readonly announcements: PositionAnnouncements,
  ) {}

  /** Repeats are harmless without a remembered command: a device's fix is stored once by its sequence. */
  @Endpoint(reportPositions)
  async report(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof reportPositions>) {
    const { manager } = this.database.dataSource;
    const principal = principalOf(context);
    const incidentId = input.params.id;
    await visibleIncident(manager, principal, incidentId);
    const stored = await this.positions.record(incidentId, principal.userId, input.body.fixes, new Date());
    this.announcements.announce(incidentId);
    return { stored };
  }

  @Endpoint(listPositions)
  async list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listPositions>) {
    await visibleIncident(this.database.dataSource.manager, principalOf(context), input.params.id);
    return { items: await this.positions.latest(input.params.id) };
  }
}
