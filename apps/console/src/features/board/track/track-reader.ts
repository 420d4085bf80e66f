import { getTrack, MAX_SEQUENCE, type LivePosition, type TrackPoint } from '@izdeu/contracts';
import { trackOf, type Track, type TrackFix } from '@izdeu/domain';
import { callRoute } from '../../../app/http/call-route.js';

/** A fix as the console tells of it. */
export interface ShownFix extends TrackFix {
  readonly speedMetresPerSecond?: number | undefined;
  /** What the phone's clock said, when it was wrong. */
  readonly reportedAt?: string | undefined;
}

export interface PhoneTrack {
  readonly displayName: string;
  readonly phase: 'reading' | 'ready' | 'failed';
  readonly track: Track<ShownFix>;
  readonly fixCount: number;
  /** Of the first reading, 0 to 1; null while nobody knows. */
  readonly share: number | null;
  /** Why the newest part could not be read. */
  readonly error: unknown;
}

const FIXES_A_PAGE = 2_000;
/** Frames may be skipped and what waited on a phone comes late: what was heard is soon read again, from a while before. */
const TAIL_AFTER_MILLISECONDS = 5_000;
const TAIL_OVERLAP_MILLISECONDS = 30 * 60_000;

const heardFix = ({ at, lon, lat, accuracyMetres, speedMetresPerSecond }: LivePosition): ShownFix => ({
  // A frame does not tell the number; the newest is behind all others of its instant.
  ...{ at, lon, lat, accuracyMetres, speedMetresPerSecond, sequence: MAX_SEQUENCE },
});

/** Reads the track of one phone in one person's hands and lets it grow from position frames. */
export class TrackReader {
  private readonly stored = new Map<number, TrackPoint>();
  private heard: LivePosition[] = [];
  private readonly abort = new AbortController();
  private phase: PhoneTrack['phase'] = 'reading';
  private error: unknown = null;
  private isWhole = false;
  private isReading = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private latest: LivePosition;

  constructor(
    private readonly incidentId: string,
    first: LivePosition,
    private readonly tell: (track: PhoneTrack) => void,
  ) {
    this.latest = first;
    void this.read();
  }

  /** Takes the newest position from a frame. */
  hear(position: LivePosition): void {
    if (position.at === this.latest.at && position.receivedAt === this.latest.receivedAt) return;
    this.latest = position;
    this.heard.push(position);
    if (this.isWhole) this.publish();
    this.timer ??= setTimeout(() => void this.read(), TAIL_AFTER_MILLISECONDS);
  }

  /** Reads what is missing: everything at first, then the end. */
  async read(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isReading) return;
    this.isReading = true;
    if (!this.isWhole) this.phase = 'reading';
    this.publish();
    try {
      await this.readPages(this.isWhole ? this.startOfTail() : undefined);
      [this.phase, this.error, this.isWhole] = ['ready', null, true];
      this.dropWhatIsStored();
    } catch (error) {
      [this.phase, this.error] = ['failed', error];
    }
    this.isReading = false;
    if (!this.abort.signal.aborted) this.publish();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private async readPages(from: string | undefined): Promise<void> {
    const { deviceId, userId } = this.latest;
    let cursor: string | undefined;
    do {
      const page = await callRoute(
        getTrack,
        {
          params: { id: this.incidentId },
          query: {
            deviceId,
            limit: FIXES_A_PAGE,
            ...(from !== undefined && { from }),
            ...(cursor !== undefined && { cursor }),
          },
        },
        this.abort.signal,
      );
      // Somebody else may have carried the same phone.
      for (const point of page.items) if (point.userId === userId) this.stored.set(point.sequence, point);
      cursor = page.nextCursor ?? undefined;
      if (cursor !== undefined && !this.isWhole) this.publish();
    } while (cursor !== undefined);
  }

  private startOfTail(): string | undefined {
    const newest = Math.max(...[...this.stored.values()].map(({ at }) => Date.parse(at)));
    return Number.isFinite(newest) ? new Date(newest - TAIL_OVERLAP_MILLISECONDS).toISOString() : undefined;
  }

  private dropWhatIsStored(): void {
    let readUntil = '';
    for (const { receivedAt } of this.stored.values()) if (receivedAt > readUntil) readUntil = receivedAt;
    this.heard = this.heard.filter(({ receivedAt }) => receivedAt > readUntil);
  }

  private publish(): void {
    const fixes: ShownFix[] = [...this.stored.values(), ...this.heard.map(heardFix)];
    const { displayName } = this.latest;
    const { phase, error } = this;
    this.tell({
      ...{ displayName, phase, error },
      track: trackOf(fixes),
      fixCount: fixes.length,
      share: this.isWhole ? 1 : this.shareRead(),
    });
  }

  /** By the time that was read, of the time there is to read. */
  private shareRead(): number | null {
    const times = [...this.stored.values()].map(({ at }) => Date.parse(at));
    const [first, last, end] = [times[0], times.at(-1), Date.parse(this.latest.at)];
    return first === undefined || last === undefined || end <= first ? null : (last - first) / (end - first);
  }
}
