import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { AccessGuard } from './access.guard.js';
import { inTurns } from './body-turns.js';
import { HttpErrorFilter } from './http-error.filter.js';
import { errorAnswer } from './error-answer.js';
import type { Platform } from './platform.module.js';

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
export const PHOTO_LIMIT_BYTES = 12 * 1024 * 1024;

/** Builds the Fastify-backed Nest application with everything that concerns all routes; it does not listen yet. */
export const createHttpApplication = async (
  module: Type<unknown> | DynamicModule,
  platform: Platform,
): Promise<NestFastifyApplication> => {
  const { settings, log } = platform;
  const tileOrigin =
    settings.tileUrl === undefined ? [] : [new URL(settings.tileUrl.replace(/[{}]/g, '')).origin];
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: (_address: string, hop: number) => hop <= settings.trustedProxies,
    genReqId: () => randomUUID(),
    // Addresses that the router cannot even read never reach a filter.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const { status, body } = errorAnswer(error, request.id);
      void reply.status(status).send(body);
    },
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
  });
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: false,
    abortOnError: false,
  });
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT_BYTES }, inTurns(parseJson));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:', ...tileOrigin],
        'font-src': ["'self'"],
        'connect-src': ["'self'", 'ws:', 'wss:'],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: settings.publicUrl?.startsWith('https:') ?? false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(compress, { global: true, threshold: 1024, encodings: ['gzip', 'deflate'] });
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: PHOTO_LIMIT_BYTES, files: 1, fields: 5, fieldSize: 1000, parts: 6 },
  });
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
  app.useGlobalGuards(app.get(AccessGuard));
  app.useGlobalFilters(app.get(HttpErrorFilter));
  return app;
};
