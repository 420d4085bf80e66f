import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { Settings } from '@izdeu/server-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const isPage = (path: string): boolean =>
  !/^\/(api|socket\.io|health|metrics|assets)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);

/**
 * Serves the built console: hashed assets for a year, the page itself never from a cache, and the page for every
 * address that is neither API nor file, so that a stable URL survives a reload.
 */
export const serveConsole = async (
  app: NestFastifyApplication,
  settings: Settings,
  folder: string,
): Promise<void> => {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(staticFiles, {
    root: folder,
    wildcard: false,
    index: false,
    // Written below from the settings of this very server.
    globIgnore: ['config.json'],
    setHeaders: (reply, path) => {
      const forever = path.includes('/assets/');
      reply.setHeader('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/config.json', async (_request, reply) => {
    void reply.header('cache-control', 'no-cache');
    return { tileUrl: settings.tileUrl ?? null, tileAttribution: settings.tileAttribution };
  });
  fastify.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (request.method !== 'GET' || !isPage(path)) return;
    await reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
};
