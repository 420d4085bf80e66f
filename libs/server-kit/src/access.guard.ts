import { DomainError, hasPermission } from '@izdeu/domain';
import type { RouteAccess } from '@izdeu/contracts';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ALLOW_METADATA, routeOf, type ContextualRequest } from './endpoint.js';
import { SESSION_COOKIE, SessionService } from './session.service.js';
import { SETTINGS } from './tokens.js';
import type { Settings } from './settings.js';

const WRITES = new Set(['POST', 'PATCH', 'PUT', 'DELETE']);

/** Deny by default: no declaration, no entry. Object-level rules follow in the services. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly sessions: SessionService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    if (execution.getType() !== 'http') return true;
    const request = execution.switchToHttp().getRequest<ContextualRequest>();
    const access = Reflect.getMetadata(ALLOW_METADATA, execution.getHandler()) as RouteAccess | undefined;
    const route = routeOf(execution.getHandler());
    if (access === undefined || route === undefined) throw new DomainError('FORBIDDEN', 'not allowed');

    const bearer = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    const cookie = request.cookies[SESSION_COOKIE];
    if (bearer === undefined && cookie !== undefined && WRITES.has(request.method)) this.checkOrigin(request);
    const token = bearer ?? cookie;
    const signedIn = token === undefined ? null : await this.sessions.resolve(token);

    request.izdeu = { requestId: request.id, address: request.ip, signedIn, route };
    if (access === 'public') return true;
    if (signedIn === null) throw new DomainError('UNAUTHENTICATED', 'sign in first');
    if (access === 'signed-in' || hasPermission(signedIn.principal, access)) return true;
    throw new DomainError('FORBIDDEN', `this needs the permission ${access}`, { permission: access });
  }

  /** A browser always names the page that writes with its cookie; another site's page is refused. */
  private checkOrigin(request: ContextualRequest): void {
    const origin = request.headers.origin;
    if (origin === undefined) return;
    if (isOwnOrigin(origin, request.headers.host, this.settings.publicUrl)) return;
    throw new DomainError('FORBIDDEN', 'this page may not write here', { field: 'Origin' });
  }
}

/** Whether a page of this origin is our own console. */
export const isOwnOrigin = (
  origin: string,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean => {
  try {
    const url = new URL(origin);
    return url.host === host || (publicUrl !== undefined && url.origin === new URL(publicUrl).origin);
  } catch {
    return false;
  }
};
