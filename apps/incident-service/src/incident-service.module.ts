import { DescribeController, HealthController } from '@izdeu/server-kit';
import { Module } from '@nestjs/common';
import { ApplicationsController } from './applications/applications.controller.js';
import { ApplicationsService } from './applications/applications.service.js';
import { PhotosService } from './applications/photos.service.js';
import { AssignmentsController } from './assignments/assignments.controller.js';
import { AssignmentsService } from './assignments/assignments.service.js';
import { HistoryController } from './history/history.controller.js';
import { UndoService } from './history/undo.service.js';
import { IdentityController } from './identity/identity.controller.js';
import { SignInService } from './identity/sign-in.service.js';
import { UsersService } from './identity/users.service.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { IncidentsService } from './incidents/incidents.service.js';
import { OutcomesController } from './outcomes/outcomes.controller.js';
import { OutcomesService } from './outcomes/outcomes.service.js';
import { RetentionJob } from './maintenance/retention.job.js';
import { PositionsController } from './positions/positions.controller.js';
import { SearchController } from './search/search.controller.js';
import { SectorsController } from './sectors/sectors.controller.js';
import { SectorsService } from './sectors/sectors.service.js';
import { SquadsController } from './squads/squads.controller.js';
import { SquadsService } from './squads/squads.service.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { TeamsService } from './teams/teams.service.js';

/** Every write and every read model of the product over HTTP. */
@Module({
  controllers: [
    HealthController,
    DescribeController,
    IdentityController,
    SquadsController,
    ApplicationsController,
    IncidentsController,
    SectorsController,
    AssignmentsController,
    OutcomesController,
    StatisticsController,
    PositionsController,
    SearchController,
    HistoryController,
  ],
  providers: [
    SignInService,
    UsersService,
    SquadsService,
    ApplicationsService,
    PhotosService,
    IncidentsService,
    SectorsService,
    TeamsService,
    AssignmentsService,
    OutcomesService,
    RetentionJob,
    UndoService,
  ],
  exports: [UsersService],
})
export class IncidentServiceModule {}
