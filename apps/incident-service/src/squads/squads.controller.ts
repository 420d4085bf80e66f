import {
  addMember,
  createSquad,
  listMembers,
  listSquads,
  listTrainings,
  recordTraining,
  type RouteInput,
} from '@izdeu/contracts';
import { Ctx, Endpoint, Input, type RequestContext } from '@izdeu/server-kit';
import { Controller } from '@nestjs/common';
import { SquadsService } from './squads.service.js';

@Controller()
export class SquadsController {
  constructor(private readonly squads: SquadsService) {}

  @Endpoint(listSquads)
  async list() {
    return { items: await this.squads.list() };
  }

  @Endpoint(createSquad)
  create(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof createSquad>) {
    return this.squads.create(context, input);
  }

  @Endpoint(listMembers)
  members(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listMembers>) {
    return this.squads.members(context, input);
  }

  @Endpoint(addMember)
  addMember(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof addMember>) {
    return this.squads.addMember(context, input);
  }

  @Endpoint(listTrainings)
  trainings(@Input() input: RouteInput<typeof listTrainings>) {
    return this.squads.trainings(input);
  }

  @Endpoint(recordTraining)
  recordTraining(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof recordTraining>) {
    return this.squads.recordTraining(context, input);
  }
}
