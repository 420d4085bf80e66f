import { hash, verify } from '@node-rs/argon2';

/** argon2id, 64 MiB, three passes: about 55 ms on the smallest machine we support. */
const OPTIONS = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** At most two hashes at a time: a flood of logins must not take the memory of a search. */
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
};

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS));

/** A hash that no password has, so that an unknown login takes as long as a wrong password. */
const decoy = hashPassword(`no password ${process.hrtime.bigint()}`);

export const verifyPassword = async (stored: string | null, password: string): Promise<boolean> => {
  const known = stored ?? (await decoy);
  const matches = await inTurn(() => verify(known, password));
  return matches && stored !== null;
};
