import { searchEverything, type RouteInput } from '@izdeu/contracts';
import type { Database } from '@izdeu/persistence';
import { Ctx, DATABASE, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import { Controller, Inject } from '@nestjs/common';
import { findApplications, findIncidents, findMembers, wordsOf } from './search-queries.js';

/** One field that finds anything by name: what the asker may not list is not found either. */
@Controller()
export class SearchController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Endpoint(searchEverything)
  async search(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof searchEverything>) {
    const { manager } = this.database.dataSource;
    const asked = {
      principal: principalOf(context),
      words: wordsOf(input.body.text),
      limit: input.body.limit,
    };
    const found = await Promise.all([
      findIncidents(manager, asked),
      findApplications(manager, asked),
      findMembers(manager, asked),
    ]);
    return { items: found.flat() };
  }
}
