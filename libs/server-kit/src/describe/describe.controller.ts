import { readFileSync } from 'node:fs';
import { defineRoute, ROUTES, type AnyRoute } from '@izdeu/contracts';
import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Endpoint } from '../endpoint.js';
import { HEALTH_ROUTES } from '../health.controller.js';
import type { Settings } from '../settings.js';
import { SETTINGS } from '../tokens.js';
import { asyncApiDocument } from './asyncapi.js';
import { openApiDocument } from './openapi.js';

export const getOpenApi = defineRoute({
  id: 'getOpenApi',
  method: 'GET',
  path: '/api/openapi.json',
  access: 'public',
  summary: 'This description of all HTTP routes, OpenAPI 3.1',
  status: 200,
  response: z.looseObject({ openapi: z.string() }),
});
export const getAsyncApi = defineRoute({
  id: 'getAsyncApi',
  method: 'GET',
  path: '/api/asyncapi.json',
  access: 'public',
  summary: 'A description of the socket commands and events, AsyncAPI 3.0',
  status: 200,
  response: z.looseObject({ asyncapi: z.string() }),
});
export const DESCRIBE_ROUTES = [getOpenApi, getAsyncApi];

/** Everything the server answers on, also outside the numbered API. */
export const DESCRIBED_ROUTES: readonly AnyRoute[] = [...ROUTES, ...HEALTH_ROUTES, ...DESCRIBE_ROUTES];

const readVersion = (): string => {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
};

/** The server's own description, made from the contracts when it is first asked for. */
@Controller()
export class DescribeController {
  private readonly info;
  private openApiCache: object | undefined;
  private asyncApiCache: object | undefined;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.info = { version: readVersion(), publicUrl: settings.publicUrl };
  }

  @Endpoint(getOpenApi)
  openApi(): object {
    return (this.openApiCache ??= openApiDocument(DESCRIBED_ROUTES, this.info));
  }

  @Endpoint(getAsyncApi)
  asyncApi(): object {
    return (this.asyncApiCache ??= asyncApiDocument(this.info));
  }
}
