/** Lets at most so many through at once; the others wait in line. */
export class Turnstile {
  private inside = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly places: number) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.places) await new Promise<void>((resolve) => this.line.push(resolve));
    else this.inside += 1;
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      // The place is handed on, so that nobody who comes later slips in between.
      if (next === undefined) this.inside -= 1;
      else next();
    }
  }
}
