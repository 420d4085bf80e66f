import {
  changeIncident,
  getIncident,
  getSnapshot,
  listEvents,
  listIncidents,
  openIncident,
  openPracticeIncident,
  type RouteInput,
} from '@izdeu/contracts';
import { DomainError } from '@izdeu/domain';
import { entryFor, OutboxReader, SnapshotReader, type Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { visibleIncident } from './incident-access.js';
import { readIncidentPage, readIncidentView } from './incident-queries.js';
import { IncidentsService } from './incidents.service.js';

@Controller()
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly snapshots: SnapshotReader,
    private readonly outbox: OutboxReader,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Endpoint(openIncident)
  open(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof openIncident>) {
    return this.incidents.open(context, input);
  }

  @Endpoint(openPracticeIncident)
  openPractice(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof openPracticeIncident>) {
    return this.incidents.openPractice(context, input);
  }

  @Endpoint(listIncidents)
  list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listIncidents>) {
    return readIncidentPage(this.database.dataSource.manager, principalOf(context), input.query);
  }

  @Endpoint(getIncident)
  async get(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof getIncident>) {
    const { manager } = this.database.dataSource;
    await visibleIncident(manager, principalOf(context), input.params.id);
    return readIncidentView(manager, input.params.id);
  }

  @Endpoint(changeIncident)
  change(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof changeIncident>) {
    return this.incidents.change(context, input);
  }

  @Endpoint(getSnapshot)
  async snapshot(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof getSnapshot>) {
    const { id } = input.params;
    const { audience } = await visibleIncident(this.database.dataSource.manager, principalOf(context), id);
    const snapshot = await this.snapshots.read(id, audience);
    if (snapshot === null) throw new DomainError('NOT_FOUND', 'no such incident');
    return snapshot;
  }

  @Endpoint(listEvents)
  async events(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listEvents>) {
    const { id } = input.params;
    const { audience } = await visibleIncident(this.database.dataSource.manager, principalOf(context), id);
    const { afterSeq } = input.query;
    const stored = await this.outbox.after(id, afterSeq);
    const firstKeptSeq = stored[0]?.event.seq ?? afterSeq + 1;
    if (firstKeptSeq > afterSeq + 1)
      throw new DomainError('HISTORY_PRUNED', 'events that old are not kept; begin from the snapshot', {
        firstKeptSeq,
        snapshot: getSnapshot.path.replace(':id', id),
      });
    const events = stored.map((event) => entryFor(event, audience));
    return { events, seq: events.at(-1)?.seq ?? afterSeq };
  }
}
