import type { Command } from '@izdeu/persistence';
import type { Principal } from '@izdeu/domain';
import { DomainError } from '@izdeu/domain';
import type { AnyRoute } from '@izdeu/contracts';

/** A signed-in user as a session resolves it. */
export interface SignedIn {
  readonly principal: Principal;
  readonly sessionId: string;
}

/** Who asks, from where, under which request id. First argument of every use case. */
export interface RequestContext {
  readonly requestId: string;
  readonly address: string;
  readonly signedIn: SignedIn | null;
  readonly route: AnyRoute;
}

/** The signed-in user; the guard has refused everybody else before a handler runs. */
export const principalOf = (context: RequestContext): Principal => {
  if (context.signedIn === null) throw new DomainError('UNAUTHENTICATED', 'sign in first');
  return context.signedIn.principal;
};

/** The command of this request for the unit of work. */
export const commandOf = (
  context: RequestContext,
  input: { readonly params?: unknown; readonly body?: unknown },
): Command => ({
  commandId: (input.body as { commandId: string }).commandId,
  userId: context.signedIn?.principal.userId ?? null,
  displayName: context.signedIn?.principal.displayName ?? 'public form',
  route: context.route.id,
  request: { params: input.params, body: input.body },
});
