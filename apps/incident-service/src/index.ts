export { UsersService } from './identity/users.service.js';
export { IncidentServiceModule } from './incident-service.module.js';
