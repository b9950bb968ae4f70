import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, mergeMap, type Observable, of } from 'rxjs';
import type { PersonCurrent } from '../web/current.js';
import { Page } from '../web/page.js';
import { Refusal } from '../web/refusal.js';
import { Keyring } from './keyring.js';
import { KnownBrowsers } from './known-browsers.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

const UNLOCK = 'unlock';
const RECENT = 10 * 60 * 1000;

/** The handler needs the person's keys. */
export const NeedsKeys = () => applyDecorators(SetMetadata(UNLOCK, 'keys'));
/** The handler needs the person's keys, and the master password typed within the last ten minutes. */
export const NeedsPassword = () => applyDecorators(SetMetadata(UNLOCK, 'password'));

/**
 * Where keys are locked, or the password was typed too long ago, the answer is a page that asks for it and carries what was
 * typed; sent, it comes to the same handler, which then does the act once.
 */
@Injectable()
export class UnlockInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly browsers: KnownBrowsers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const need = this.reflector.get<'keys' | 'password' | undefined>(UNLOCK, context.getHandler());
    if (!need) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return from(this.open(request, need)).pipe(mergeMap((page) => (page ? of(page) : next.handle())));
  }

  private async open(request: FastifyRequest, need: 'keys' | 'password'): Promise<Page | undefined> {
    const current = request.current as PersonCurrent;
    const recent = current.now.getTime() - current.session.passwordAt.getTime() < RECENT;
    let keyring = this.sessions.keyringOf(request);
    if (!keyring || (need === 'password' && !recent)) {
      const typed = (request.body as Record<string, unknown> | undefined)?.unlockPassword;
      if (typeof typed !== 'string') return asking(request);
      try {
        keyring = await this.verify(request, current, typed);
      } catch (error) {
        if (error instanceof Refusal) return asking(request, error);
        throw error;
      }
    }
    Object.assign(current, { keyring });
    return undefined;
  }

  private async verify(request: FastifyRequest, current: PersonCurrent, password: string): Promise<Keyring> {
    const { email } = current.person;
    const { keyring } = await this.signIn.verify(current, email, password, this.browsers.of(request, email));
    await this.sessions.unlock(request, keyring);
    return keyring;
  }
}

/** Passwords typed into the form itself do not travel through the page; they are typed again. */
const CARRIED = (name: string) => !/password|^_token$/i.test(name);

function asking(request: FastifyRequest, refusal?: Refusal): Page {
  const posted = Object.entries((request.body ?? {}) as Record<string, string | string[]>).filter(([name]) =>
    CARRIED(name),
  );
  const fields = posted.flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
  const [path] = request.url.split('?');
  return new Page(
    'accounts/unlock',
    {
      fields,
      action: path,
      method: request.method === 'POST' || request.method === 'GET' ? undefined : request.method.toLowerCase(),
      refusal: refusal && { summary: refusal.summary, fields: [] },
    },
    undefined,
    refusal?.status ?? (request.method === 'GET' ? 200 : 422),
  );
}
