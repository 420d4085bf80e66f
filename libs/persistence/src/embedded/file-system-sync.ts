import { execFile } from 'node:child_process';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Group commit: every call resolves after a file-system sync that began after the call, and calls that arrive
 * while one is running share the next.
 */
export class FileSystemSync {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly dataDir: string) {}

  /** Resolves once everything written to the folder before this call would survive a power cut. */
  async sync(): Promise<void> {
    if (this.running === undefined) return this.start();
    this.next ??= this.running.then(
      () => this.startNext(),
      () => this.startNext(),
    );
    return this.next;
  }

  private startNext(): Promise<void> {
    this.next = undefined;
    return this.start();
  }

  private start(): Promise<void> {
    const own = syncFolder(this.dataDir).finally(() => {
      if (this.running === own) this.running = undefined;
    });
    this.running = own;
    return own;
  }
}

async function syncFolder(dataDir: string): Promise<void> {
  if (process.platform === 'linux') await run('sync', ['-f', dataDir]);
  else await syncEachFile(dataDir);
}

async function syncEachFile(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncEachFile(path);
    else if (entry.isFile()) {
      const file = await open(path, 'r+');
      await file.sync().finally(() => file.close());
    }
  }
}
