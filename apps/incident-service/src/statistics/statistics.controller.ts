import { getStatistics, listStatisticsCases, type RouteInput } from '@izdeu/contracts';
import { applicationScope, figureScope } from '@izdeu/domain';
import type { Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { readStatistics, readStatisticsCases } from './statistics-queries.js';

@Controller()
export class StatisticsController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Endpoint(getStatistics)
  statistics(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof getStatistics>) {
    return readStatistics(this.database.dataSource.manager, input.query, figureScope(principalOf(context)));
  }

  @Endpoint(listStatisticsCases)
  cases(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listStatisticsCases>) {
    return readStatisticsCases(
      this.database.dataSource.manager,
      input.query,
      applicationScope(principalOf(context)),
    );
  }
}
