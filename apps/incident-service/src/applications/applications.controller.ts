import {
  addPhoto,
  changeApplication,
  createApplication,
  createPublicApplication,
  getApplication,
  getPhoto,
  listApplications,
  withdrawApplication,
  type RouteInput,
} from '@izdeu/contracts';
import {
  Ctx,
  Endpoint,
  Input,
  type RequestContext,
  type FastifyReply,
  type FastifyRequest,
} from '@izdeu/server-kit';
import { Controller, Req, Res } from '@nestjs/common';
import { ApplicationsService } from './applications.service.js';
import { PhotosService } from './photos.service.js';

@Controller()
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly photos: PhotosService,
  ) {}

  @Endpoint(createApplication)
  create(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof createApplication>) {
    return this.applications.create(context, input);
  }

  @Endpoint(createPublicApplication)
  createPublic(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof createPublicApplication>) {
    return this.applications.createPublic(context, input);
  }

  @Endpoint(listApplications)
  list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listApplications>) {
    return this.applications.list(context, input);
  }

  @Endpoint(getApplication)
  get(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof getApplication>) {
    return this.applications.get(context, input.params.id);
  }

  @Endpoint(changeApplication)
  change(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof changeApplication>) {
    return this.applications.change(context, input);
  }

  @Endpoint(withdrawApplication)
  withdraw(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof withdrawApplication>) {
    return this.applications.withdraw(context, input);
  }

  @Endpoint(addPhoto)
  addPhoto(
    @Ctx() context: RequestContext,
    @Input() input: RouteInput<typeof addPhoto>,
    @Req() request: FastifyRequest,
  ) {
    return this.photos.add(context, input.params, request);
  }

  @Endpoint(getPhoto)
  async photo(
    @Ctx() context: RequestContext,
    @Input() input: RouteInput<typeof getPhoto>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // A photo never changes under its id, but it is personal: only this person's own browser may keep it a while.
    void reply.header('cache-control', 'private, max-age=600');
    return this.photos.served(context, input.params.id);
  }
}
