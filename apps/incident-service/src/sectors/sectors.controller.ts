import {
  archiveGrid,
  archiveSector,
  createGrid,
  drawSector,
  getSector,
  listSectors,
  type RouteInput,
} from '@izdeu/contracts';
import { DATABASE, Ctx, Endpoint, Input, principalOf, type RequestContext } from '@izdeu/server-kit';
import type { Database } from '@izdeu/persistence';
import { Controller, Inject } from '@nestjs/common';
import { visibleIncident } from '../incidents/incident-access.js';
import { readSectorFeatures, readSectorHistory } from './sector-queries.js';
import { SectorsService } from './sectors.service.js';

@Controller()
export class SectorsController {
  constructor(
    private readonly sectors: SectorsService,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Endpoint(createGrid)
  createGrid(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof createGrid>) {
    return this.sectors.createGrid(context, input);
  }

  @Endpoint(archiveGrid)
  archiveGrid(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof archiveGrid>) {
    return this.sectors.archiveGrid(context, input);
  }

  @Endpoint(drawSector)
  drawSector(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof drawSector>) {
    return this.sectors.drawSector(context, input);
  }

  @Endpoint(archiveSector)
  archiveSector(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof archiveSector>) {
    return this.sectors.archiveSector(context, input);
  }

  @Endpoint(listSectors)
  async list(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof listSectors>) {
    const { manager } = this.database.dataSource;
    const incident = await visibleIncident(manager, principalOf(context), input.params.id);
    return readSectorFeatures(manager, incident);
  }

  @Endpoint(getSector)
  async get(@Ctx() context: RequestContext, @Input() input: RouteInput<typeof getSector>) {
    const { manager } = this.database.dataSource;
    const incident = await visibleIncident(manager, principalOf(context), input.params.id);
    return readSectorHistory(manager, incident, input.params.sectorId);
  }
}
