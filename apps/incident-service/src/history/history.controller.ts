import { listHistory, undoEvents, type RouteInput } from '@izdeu/contracts';
import type { Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { visibleIncident } from '../incidents/incident-access.js';
import { readHistory } from './history-queries.js';
import { UndoService } from './undo.service.js';

@Controller()
export class HistoryController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly undos: UndoService,
  ) {}

  @Endpoint(listHistory)
  async list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listHistory>) {
    const { manager } = this.database.dataSource;
    const principal = principalOf(context);
    const incident = await visibleIncident(manager, principal, input.params.id);
    return readHistory(manager, principal, incident, input.query);
  }

  @Endpoint(undoEvents)
  undo(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof undoEvents>) {
    return this.undos.undo(context, input);
  }
}
