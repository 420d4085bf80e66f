import type { Fix, LivePosition } from '@izdeu/contracts';
import { filedInstant, PositionAnnouncements, PositionStore } from '@izdeu/persistence';
import type { SignedIn } from '@izdeu/server-kit';
import { Injectable } from '@nestjs/common';
import type { GatewaySocket } from './gateway-socket.js';
import { IncidentAccess } from './incident-access.js';
import { IncidentStreams } from './incident-streams.js';

/** A phone's own positions: stored first, shown then. */
@Injectable()
export class ReportPositions {
  constructor(
    private readonly access: IncidentAccess,
    private readonly streams: IncidentStreams,
    private readonly store: PositionStore,
    private readonly announcements: PositionAnnouncements,
  ) {}

  async report(
    socket: GatewaySocket,
    { principal }: SignedIn,
    { incidentId, fixes }: { incidentId: string; fixes: Fix[] },
  ): Promise<{ stored: number }> {
    // Whoever follows the incident was let in already, and is taken out when that ends.
    if (!socket.data.joined.has(incidentId)) await this.access.readerOf(principal, incidentId);
    const receivedAt = new Date();
    const stored = await this.store.record(incidentId, principal.userId, fixes, receivedAt);
    if (stored === 0) return { stored };
    const lane = this.streams.find(incidentId)?.lane;
    const teamId = lane?.teamOf(principal.memberId) ?? null;
    for (const { sequence: _sequence, ...fix } of fixes)
      lane?.offer({
        ...fix,
        at: filedInstant(fix.at, receivedAt).toISOString(),
        userId: principal.userId,
        displayName: principal.displayName,
        teamId,
        receivedAt: receivedAt.toISOString(),
      } satisfies LivePosition);
    this.announcements.announce(incidentId, this.streams.origin);
    return { stored };
  }
}
