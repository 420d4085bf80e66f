import type { FastifyRequest } from 'fastify';

/** A body below this is read at once: an order, a form. Above it is a batch of positions, a drawn area, an import. */
const LARGE_BYTES = 16 * 1024;

/**
 * Large bodies wait in line to be parsed, one each turn of the event loop. Hundreds of phones that return with their
 * hour of fixes arrive within one turn; parsed there and then they would hold up every order for seconds.
 */
export class BodyTurns {
  private readonly line: (() => void)[] = [];
  private isMoving = false;

  /** Resolves when a body of this size may be parsed. */
  take(bytes: number): Promise<void> {
    if (bytes < LARGE_BYTES) return Promise.resolve();
    return new Promise((resolve) => {
      this.line.push(resolve);
      if (this.isMoving) return;
      this.isMoving = true;
      setImmediate(this.move);
    });
  }

  private readonly move = (): void => {
    this.line.shift()?.();
    this.isMoving = this.line.length > 0;
    // From inside an immediate this is the next turn: sockets and timers come first.
    if (this.isMoving) setImmediate(this.move);
  };
}

type Done = (error: Error | null, body?: unknown) => void;
type Parse = (request: FastifyRequest, body: string, done: Done) => unknown;

/** The parser `parse`, which gets a body when its turn has come. */
export const inTurns = (parse: Parse, turns = new BodyTurns()) => {
  return (request: FastifyRequest, body: Buffer, done: Done): void => {
    void turns.take(body.length).then(() => {
      // Whoever hung up meanwhile sends it again: reading it twice would make the line longer still.
      if (request.raw.socket.destroyed)
        done(Object.assign(new Error('the caller is gone'), { statusCode: 400 }));
      else parse(request, body.toString('utf8'), done);
    });
  };
};
