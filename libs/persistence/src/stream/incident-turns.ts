/** Writes of one incident that hold a connection: one works, the next is ready to. */
const AT_ONCE = 2;

interface Line {
  inside: number;
  readonly waiting: (() => void)[];
}

/**
 * Writes of one incident wait for its row in any case. Here they wait without a connection: a row that is locked for
 * long, or a crowd that writes to one search, leaves the pool to all the others.
 */
export class IncidentTurns {
  private readonly lines = new Map<string, Line>();

  /** Runs the work when it is this one's turn; without an incident at once. */
  async pass<T>(incidentId: string | null, work: () => Promise<T>): Promise<T> {
    if (incidentId === null) return work();
    const line = this.lines.get(incidentId) ?? { inside: 0, waiting: [] };
    this.lines.set(incidentId, line);
    if (line.inside < AT_ONCE) line.inside += 1;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      // The place is handed on, so that nobody who comes later slips in between.
      if (next !== undefined) next();
      else {
        line.inside -= 1;
        if (line.inside === 0) this.lines.delete(incidentId);
      }
    }
  }
}
