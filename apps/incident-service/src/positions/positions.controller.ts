import { getTrack, listPositions, reportPositions, type RouteInput } from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import { PositionIntake, PositionStore, type Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { visibleIncident } from '../incidents/incident-access.js';
import { readTrackCursor, trackPage } from './track-page.js';

/** The lossy lane over HTTP: what a phone's outbox sends when it has signal again. */
@Controller()
export class PositionsController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly positions: PositionStore,
    private readonly intake: PositionIntake,
  ) {}

  /** Repeats are harmless without a remembered command: a device's fix is stored once by its sequence. */
  @Endpoint(reportPositions)
  async report(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof reportPositions>) {
    const { manager } = this.database.dataSource;
    const principal = principalOf(context);
    const incidentId = input.params.id;
    await visibleIncident(manager, principal, incidentId);
    return { stored: await this.intake.take(incidentId, principal, input.body) };
  }

  @Endpoint(listPositions)
  async list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listPositions>) {
    await visibleIncident(this.database.dataSource.manager, principalOf(context), input.params.id);
    const latest = await this.positions.latest(input.params.id);
    return { items: latest.map(({ position }) => position) };
  }

  @Endpoint(getTrack)
  async track(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof getTrack>) {
    const { id: incidentId } = input.params;
    const { deviceId, from, to, limit, cursor } = input.query;
    const { manager } = this.database.dataSource;
    const { audience } = await visibleIncident(manager, principalOf(context), incidentId);
    if (audience !== 'staff') throw new DomainError('FORBIDDEN', 'only staff may see where somebody went');
    const points = await this.positions.track({
      incidentId,
      deviceId,
      from: from === undefined ? null : new Date(from),
      to: to === undefined ? null : new Date(to),
      after: readTrackCursor(cursor),
      limit: limit + 1,
    });
    return trackPage(points, limit);
  }
}
