import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Placeholder until the demonstration region is complete. */
export const loadDemoRegion = (_app: NestFastifyApplication, say: (line: string) => void): Promise<void> => {
  say('no demonstration data');
  return Promise.resolve();
};
