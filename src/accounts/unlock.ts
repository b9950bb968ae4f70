import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, mergeMap, type Observable, of } from 'rxjs';
import type { PersonCurrent } from '../web/current.js';
import type { Exchange } from '../web/http.js';
import { Page } from '../web/page.js';
import { Refusal } from '../web/refusal.js';
import { isPartial } from '../web/renderer.js';
import { UploadedFile } from '../web/uploaded-file.js';
import type { Keyring } from './keyring.js';
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
    private readonly signIn: SignIn,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const need = this.reflector.get<'keys' | 'password' | undefined>(UNLOCK, context.getHandler());
    if (!need) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.open({ request, reply }, need)).pipe(
      mergeMap((page) => {
        if (!page) return next.handle();
        if (!isPartial(request)) return of(page);
        reply.status(204).header('HX-Refresh', 'true'); // the whole page asks for the password
        return of('');
      }),
    );
  }

  /** @returns the page that asks for the password, where it is needed first */
  private async open({ request, reply }: Exchange, need: 'keys' | 'password'): Promise<Page | undefined> {
    const current = request.current as PersonCurrent;
    const typed = takeTyped(request);
    let keyring = request.session.signedIn?.open(request.session.sessionId);
    const recent = current.now.getTime() - current.session.passwordAt.getTime() < RECENT;
    if (!keyring || (need === 'password' && !recent)) {
      if (typed === undefined) return asking(request);
      const opened = await this.try(current, request.session.sessionId, typed);
      if (opened instanceof Refusal) {
        if (opened.retryAfter) reply.header('Retry-After', opened.retryAfter);
        return asking(request, opened);
      }
      keyring = opened;
    }
    Object.assign(current, { keyring });
    return undefined;
  }

  private async try(current: PersonCurrent, secret: string, password: string): Promise<Keyring | Refusal> {
    try {
      return (await this.signIn.again(current, secret, password, 'unlockPassword')).keyring;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}

type Body = Record<string, string | string[] | undefined>;

/** Takes the page's own fields out again: the handler sees the form as it was sent first, under its first id. */
function takeTyped(request: FastifyRequest): string | undefined {
  const { unlockPassword, unlockFormId, ...form } = (request.body ?? {}) as Body;
  request.body = unlockFormId ? { ...form, formId: unlockFormId } : form;
  return typeof unlockPassword === 'string' ? unlockPassword : undefined;
}

/** Passwords typed into the form itself and files do not travel through the page; they are typed and chosen again. */
const isCarried = (name: string, value: unknown) =>
  !/password|^_token$/i.test(name) && !(value instanceof UploadedFile);

function asking(request: FastifyRequest, refusal?: Refusal): Page {
  const posted = Object.entries(request.body as Body).filter(([name, value]) => isCarried(name, value));
  const fields = posted.flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name: name === 'formId' ? 'unlockFormId' : name, value: one })),
  );
  // Nothing is posted to the address of a page: it is opened again afterwards.
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const [path] = request.url.split('?');
  return unlockPage(
    reads ? [{ name: 'back', value: request.url }] : fields,
    reads ? '/unlock' : path,
    reads || request.method === 'POST' ? undefined : request.method.toLowerCase(),
    refusal,
  );
}

function unlockPage(fields: object[], action: string, method?: string, refusal?: Refusal): Page {
  const errors = refusal?.fields ?? {};
  const listed = Object.entries(errors).map(([name, message]) => ({ name, message }));
  const shown = { fields, action, method, errors, refusal: refusal && { summary: refusal.summary, fields: listed } };
  return new Page('accounts/unlock', shown, undefined, refusal?.status ?? (action === '/unlock' ? 200 : 422));
}

/** The page by itself. @param back where it leads */
export const unlockPageFor = (back: string): Page => unlockPage([{ name: 'back', value: back }], '/unlock');
