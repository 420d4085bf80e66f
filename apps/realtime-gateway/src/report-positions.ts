import { PositionIntake, type PositionBatch } from '@izdeu/persistence';
import type { SignedIn } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import type { GatewaySocket } from './gateway-socket.js';
import { IncidentAccess } from './incident-access.js';

/** A phone's own positions, by its socket. */
@Injectable()
export class ReportPositions {
  constructor(
    private readonly access: IncidentAccess,
    private readonly intake: PositionIntake,
  ) {}

  async report(
    socket: GatewaySocket,
    { principal }: SignedIn,
    { incidentId, ...batch }: PositionBatch & { readonly incidentId: string },
  ): Promise<{ stored: number }> {
    // Whoever follows the incident was let in already, and is taken out when that ends.
    if (!socket.data.joined.has(incidentId)) await this.access.readerOf(principal, incidentId);
    return { stored: await this.intake.take(incidentId, principal, batch) };
  }
}
