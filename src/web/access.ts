import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ClientCurrent, Current, PersonCurrent, ProviderClientCurrent, ProviderCurrent } from './current.js';
import type { Right } from './right.js';

export type Access =
  | { kind: 'public' }
  | { kind: 'signed-in' }
  | { kind: 'before-two-step' }
  | { kind: 'may'; right: Right }
  | { kind: 'from-elsewhere' };

export const ACCESS = 'access';
/** Anybody, signed in or not. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
/** Anybody with a session. */
export const SignedIn = () => SetMetadata(ACCESS, { kind: 'signed-in' } satisfies Access);
/** Anybody with a session, also while a provider waits for their two-step login: its set-up, and the way out. */
export const BeforeTwoStep = () => SetMetadata(ACCESS, { kind: 'before-two-step' } satisfies Access);
/** A member of the provider or client organization in the address who has this right there. */
export const May = (right: Right) => SetMetadata(ACCESS, { kind: 'may', right } satisfies Access);
/** Monitoring and, later, identity providers: reads no session and takes posts from other sites. */
export const FromElsewhere = () => SetMetadata(ACCESS, { kind: 'from-elsewhere' } satisfies Access);

declare module 'fastify' {
  interface FastifyRequest {
    current?: Current;
  }
}

const current = <C extends Current>(needed: (keyof C)[]) =>
  createParamDecorator((_: unknown, context: ExecutionContext): C => {
    const found = context.switchToHttp().getRequest<FastifyRequest>().current as C | undefined;
    if (!found || needed.some((part) => !found[part])) throw new Error(`the handler's access rule loads no ${needed}`);
    return found;
  });

/** The `Current` of the request, as far as the handler's access rule and its address load it. */
export const CurrentVisitor = current<Current>([]);
export const CurrentPerson = current<PersonCurrent>(['person']);
export const CurrentProvider = current<ProviderCurrent>(['provider']);
export const CurrentClient = current<ClientCurrent>(['client']);
export const CurrentProviderClient = current<ProviderClientCurrent>(['provider', 'client']);
