import type { Bounds, LivePosition } from '@izdeu/contracts';
import type { LatestPosition } from '@izdeu/persistence';
import type { GatewaySocket } from './gateway-socket.js';

const holds = ({ west, south, east, north }: Bounds, lon: number, lat: number): boolean =>
  lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

/** What one client's map shows: it gets devices inside, those of its own team, and a last word of each that leaves. */
export class PositionViewport {
  private readonly shown = new Set<string>();
  private readonly due = new Set<string>();

  constructor(
    private readonly socket: GatewaySocket,
    private readonly bounds: Bounds,
    private readonly ownTeam: () => string | null,
  ) {}

  /** Whether something could not be sent yet. */
  get isBehind(): boolean {
    return this.due.size > 0;
  }

  moved(devices: Iterable<string>): void {
    for (const device of devices) this.due.add(device);
  }

  /** What is due and concerns this client; nothing for one that does not read: it gets the newest once it does. */
  take(latest: ReadonlyMap<string, LatestPosition>): LivePosition[] {
    if (this.due.size === 0 || !this.socket.conn.transport.writable) return [];
    const fixes: LivePosition[] = [];
    for (const device of this.due) {
      const position = latest.get(device)?.position;
      if (position === undefined) continue;
      const isInside = this.wants(position);
      if (isInside || this.shown.has(device)) fixes.push(position);
      if (isInside) this.shown.add(device);
      else this.shown.delete(device);
    }
    this.due.clear();
    return fixes;
  }

  private wants({ lon, lat, teamId }: LivePosition): boolean {
    return holds(this.bounds, lon, lat) || (teamId !== null && teamId === this.ownTeam());
  }
}
