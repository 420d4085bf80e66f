import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { errorAnswer } from './error-answer.js';
import { LOG } from './tokens.js';

/** The one filter of the HTTP transport. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body, unexpected } = errorAnswer(error, request.id);
    if (unexpected)
      this.log.error(
        { requestId: request.id, route: request.routeOptions.url, err: error },
        'unexpected error',
      );
    if (status === 429 || status === 503) void reply.header('retry-after', '5');
    void reply.status(status).header('content-type', 'application/json; charset=utf-8').send(body);
  }
}
