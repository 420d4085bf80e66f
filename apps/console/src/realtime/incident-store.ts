import type { ApiError, BacklogEntry, IncidentSnapshot, JoinAnswer, Reader } from '@izdeu/contracts';
import { applyEntry, stateFromOpening, stateFromSnapshot, type IncidentState } from '@izdeu/domain';
import { createStore } from 'zustand/vanilla';
import { serverNow } from './server-clock.js';

export type IncidentPhase = 'joining' | 'live' | 'reconnecting' | 'offline' | 'denied';

export interface IncidentStatus {
  phase: IncidentPhase;
  /** When the newest event that came live was applied, ISO 8601; null before the first. */
  lastEventAt: string | null;
  /** By the server's clock, when the state was last known to be complete. */
  serverTime: string | null;
}

/** What is shown: the state stays while the connection is away, and says so in its status. */
export interface FollowedIncident {
  state: IncidentState | null;
  status: IncidentStatus;
}

/** Sends one join and answers what the server answered; rejects when nothing came in time. */
export type SendJoin = (
  afterSeq: number,
  /** As whom the state was got that `afterSeq` counts. */
  as: Reader | undefined,
) => Promise<{ ok: true; data: JoinAnswer } | { ok: false; error: ApiError }>;

/** An incident as this device saw it last. */
export interface KnownIncident {
  snapshot: IncidentSnapshot;
  /** By the server's clock, when it was complete. */
  serverTime: string | null;
}

export interface IncidentStoreHooks {
  sendJoin: SendJoin;
  /** Nothing answered on a connection that claims to be up. */
  onSilence: () => void;
  /** What is shown comes from the device; when it was complete. */
  onRecall?: (serverTime: string | null) => void;
}

/** Events of one command (500 sectors) come one by one: people are shown the result at most this often. */
const PUBLISH_EVERY_MILLISECONDS = 40;
const RETRY_MILLISECONDS = [1_000, 2_000, 4_000, 8_000];
const FOREVER: readonly string[] = ['NOT_FOUND', 'FORBIDDEN', 'MALFORMED'];

/** Follows one incident: joins, keeps what comes meanwhile, folds, joins again on a gap. */
export class IncidentStore {
  readonly store = createStore<FollowedIncident>(() => ({
    state: null,
    status: { phase: 'joining', lastEventAt: null, serverTime: null },
  }));
  private current: IncidentState | null = null;
  private status: IncidentStatus = { phase: 'joining', lastEventAt: null, serverTime: null };
  private reader: Reader | undefined;
  /** What is shown is what the device kept: the server tells the whole again, nothing is built upon it. */
  private recalled = false;
  private waiting: BacklogEntry[] | null = null;
  /** Answers to an older join, from before a reconnect, are not ours any more. */
  private attempt = 0;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private publishing: ReturnType<typeof setTimeout> | undefined;
  private publishedAt = 0;

  constructor(private readonly hooks: IncidentStoreHooks) {}

  /** Catches up from what is here already. Safe to call at any time: the newest call wins. */
  join(): void {
    clearTimeout(this.retry);
    this.attempt += 1;
    const { attempt } = this;
    this.waiting ??= [];
    void this.hooks.sendJoin(this.recalled ? 0 : (this.current?.seq ?? 0), this.reader).then(
      (answer) => {
        if (attempt !== this.attempt) return;
        if (answer.ok) this.joined(answer.data);
        else this.refused(answer.error);
      },
      () => {
        if (attempt !== this.attempt) return;
        this.hooks.onSilence();
        this.tryAgain();
      },
    );
  }

  /** What the device kept from before a reload, shown until the server tells better. */
  recall({ snapshot, serverTime }: KnownIncident): void {
    if (this.current !== null || this.status.phase === 'denied') return;
    this.current = stateFromSnapshot(snapshot);
    this.recalled = true;
    this.status = { ...this.status, serverTime };
    this.hooks.onRecall?.(serverTime);
    this.publish();
  }

  take(entry: BacklogEntry): void {
    if (this.waiting !== null) {
      this.waiting.push(entry);
      return;
    }
    if (this.fold(entry)) {
      this.touch('occurredAt' in entry ? entry.occurredAt : null);
      this.publish();
    } else this.join();
  }

  /** The connection went away or is being made anew; what is shown stays and is marked. */
  disconnected(phase: 'reconnecting' | 'offline'): void {
    this.attempt += 1;
    this.waiting = [];
    clearTimeout(this.retry);
    if (this.status.phase === 'denied') return;
    this.setPhase(phase === 'reconnecting' && this.current === null ? 'joining' : phase);
  }

  close(): void {
    this.attempt += 1;
    clearTimeout(this.retry);
    clearTimeout(this.publishing);
  }

  private joined(answer: JoinAnswer): void {
    if (this.recalled) this.current = null;
    this.recalled = false;
    this.reader = answer.as;
    if (answer.mode === 'snapshot') this.current = stateFromSnapshot(answer.snapshot);
    const missed = answer.mode === 'delta' ? answer.events : [];
    const meanwhile = this.waiting ?? [];
    const isWhole = [...missed, ...meanwhile].every((entry) => this.fold(entry));
    this.waiting = isWhole ? null : [];
    if (!isWhole) {
      this.publish();
      this.tryAgain();
      return;
    }
    this.failures = 0;
    const last = [...missed, ...meanwhile].at(-1);
    this.touch(last !== undefined && 'occurredAt' in last ? last.occurredAt : null);
    this.setPhase('live');
  }

  private refused({ code }: ApiError): void {
    if (code === 'UNAUTHENTICATED') return;
    if (!FOREVER.includes(code)) {
      this.tryAgain();
      return;
    }
    this.current = null;
    this.waiting = [];
    this.setPhase('denied');
  }

  private tryAgain(): void {
    const wait = RETRY_MILLISECONDS[Math.min(this.failures, RETRY_MILLISECONDS.length - 1)] ?? 8_000;
    this.failures += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.join(), wait);
  }

  /** False on a gap. */
  private fold(entry: BacklogEntry): boolean {
    if (this.current === null) {
      if (!('type' in entry) || entry.type !== 'incident.opened.v1') return false;
      this.current = stateFromOpening(entry);
      return true;
    }
    const result = applyEntry(this.current, entry);
    this.current = result.state;
    return result.kind !== 'gap';
  }

  private touch(lastEventAt: string | null): void {
    this.status = {
      ...this.status,
      lastEventAt: lastEventAt ?? this.status.lastEventAt,
      serverTime: new Date(serverNow()).toISOString(),
    };
  }

  private setPhase(phase: IncidentPhase): void {
    this.status = { ...this.status, phase };
    this.publish();
  }

  private publish(): void {
    if (this.publishing !== undefined) return;
    const wait = this.publishedAt + PUBLISH_EVERY_MILLISECONDS - Date.now();
    if (wait <= 0) this.publishNow();
    else this.publishing = setTimeout(() => this.publishNow(), wait);
  }

  private publishNow(): void {
    this.publishing = undefined;
    this.publishedAt = Date.now();
    this.store.setState({ state: this.current, status: this.status });
  }
}
