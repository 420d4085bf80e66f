import { Module } from '@nestjs/common';
import { CommandDesk } from './command-desk.js';
import { Drain } from './drain.js';
import { Handshake } from './handshake.js';
import { IncidentAccess } from './incident-access.js';
import { IncidentStreams } from './incident-streams.js';
import { IncidentGateway } from './incident.gateway.js';
import { JoinIncident } from './join.js';
import { LiveSessions } from './live-sessions.js';
import { ReportPositions } from './report-positions.js';
import { SlowConsumers } from './slow-consumers.js';
import { UserConnections } from './user-connections.js';

/** The gateway inside any application that has the global `PlatformModule`; see `useGatewayAdapter`. */
@Module({
  providers: [
    CommandDesk,
    Drain,
    Handshake,
    IncidentAccess,
    IncidentGateway,
    IncidentStreams,
    JoinIncident,
    LiveSessions,
    ReportPositions,
    SlowConsumers,
    UserConnections,
  ],
})
export class GatewayModule {}
