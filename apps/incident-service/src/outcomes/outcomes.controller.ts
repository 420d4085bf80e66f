import {
  confirmOutcome,
  listOutcomes,
  proposeOutcome,
  rejectOutcome,
  reopenOutcome,
  type RouteInput,
} from '@izdeu/contracts';
import type { Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { readOutcomePage } from './outcome-queries.js';
import { OutcomesService } from './outcomes.service.js';

@Controller()
export class OutcomesController {
  constructor(
    private readonly outcomes: OutcomesService,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Endpoint(proposeOutcome)
  propose(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof proposeOutcome>) {
    return this.outcomes.propose(context, input);
  }

  @Endpoint(confirmOutcome)
  confirm(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof confirmOutcome>) {
    return this.outcomes.decide(context, 'confirm', input);
  }

  @Endpoint(rejectOutcome)
  reject(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof rejectOutcome>) {
    return this.outcomes.decide(context, 'reject', input);
  }

  @Endpoint(reopenOutcome)
  reopen(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof reopenOutcome>) {
    return this.outcomes.decide(context, 'reopen', input);
  }

  @Endpoint(listOutcomes)
  list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listOutcomes>) {
    return readOutcomePage(this.database.dataSource.manager, principalOf(context), input.query);
  }
}
