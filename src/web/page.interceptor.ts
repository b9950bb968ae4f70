import { Readable } from 'node:stream';
import { type CallHandler, type ExecutionContext, HttpStatus, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { ON_REFUSAL, Preview } from './form.js';
import { secretFields } from './never-shown-again.js';
import { Download, Page, SeeOther } from './page.js';
import { Refusal } from './refusal.js';
import { isPartial, Renderer } from './renderer.js';

/** What a form has for itself. */
const OWN = ['_token', '_method', 'formId', 'preview'];

/**
 * The handler of a page that has a form takes the current first, and then, where it needs them by name, what was posted, the
 * address's parameters, request and reply: `show(current, { memberId })`, `show(current, { request })`. What was typed goes over
 * its `values`, and over both its `anew`.
 */
type PageHandler = (current: unknown, rest: Record<string, unknown>) => Promise<Page> | Page;

/** Writes what handlers answer: a page or its fragment, a redirect, a file; and shows a refused form again. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly renderer: Renderer,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      catchError((error: unknown) => from(this.shownAgain(context, error))),
      mergeMap((answered) => this.write(request, reply, answered)),
    );
  }

  private async write(request: FastifyRequest, reply: FastifyReply, answer: unknown): Promise<unknown> {
    if (answer instanceof SeeOther) {
      if (answer.flash) this.renderer.leaveFlash(reply, answer.flash);
      reply.status(303).header('Location', answer.path);
      return '';
    }
    if (answer instanceof Download) {
      reply.type(answer.type).header('Content-Disposition', `attachment; filename="${answer.name}"`);
      reply.header('Cache-Control', 'no-store');
      return typeof answer.body === 'string' ? answer.body : reply.send(Readable.from(answer.body));
    }
    if (!(answer instanceof Page)) return answer;
    reply.status(answer.status);
    const view = isPartial(request) && answer.fragment ? answer.fragment : answer.view;
    return this.renderer.render(request, reply, view, answer.data);
  }

  private async shownAgain(context: ExecutionContext, refused: unknown): Promise<Page> {
    if (!(refused instanceof Refusal) || !this.pageOf(context)) throw refused;
    const forgets = !(refused instanceof Preview);
    const shown = await this.withWhatWasTyped(context, forgets ? [...OWN, ...secretsOf(context)] : OWN);
    if (refused.status === HttpStatus.OK) return shown;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (refused.retryAfter) reply.header('Retry-After', refused.retryAfter);
    const fields = Object.entries(refused.fields).map(([name, message]) => ({ name, message }));
    const refusal = { errors: refused.fields, refusal: { summary: refused.summary, fields, forgets } };
    return new Page(shown.view, { ...shown.data, ...refused.shows, ...refusal }, shown.fragment, refused.status);
  }

  /** The handler of the page that the form stands on. */
  private pageOf(context: ExecutionContext): string | undefined {
    return this.reflector.get<string | undefined>(ON_REFUSAL, context.getHandler());
  }

  private async withWhatWasTyped(context: ExecutionContext, left: (string | symbol)[]): Promise<Page> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const controller: Record<string, PageHandler> = this.modules.get(context.getClass(), { strict: false });
    const entries = Object.entries((request.body ?? {}) as object).filter(([name]) => !left.includes(name));
    const posted = Object.fromEntries(entries);
    const rest = { ...posted, ...(request.params as object), request, reply };
    const shown = await controller[this.pageOf(context) as string](request.current, rest);
    const { values: before, anew } = shown.data as Record<string, object | undefined>;
    const values = { ...before, ...posted, ...anew };
    return new Page(shown.view, { ...shown.data, values }, shown.fragment);
  }
}

/** The secrets among the fields of the form that the handler takes. */
function secretsOf(context: ExecutionContext): (string | symbol)[] {
  const { prototype } = context.getClass();
  const taken: { prototype: object }[] = Reflect.getMetadata('design:paramtypes', prototype, context.getHandler().name);
  return taken.flatMap((form) => secretFields(form.prototype));
}
