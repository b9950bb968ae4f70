import {
  type ArgumentsHost,
  BadRequestException,
  Catch,
  type ExceptionFilter,
  HttpException,
  Injectable,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Current } from './current.js';
import { type Message, say } from './message.js';
import { Ended, NotAllowed, NotThere, Refusal, SignInNeeded, Suspended, TwoStepNeeded } from './refusal.js';
import { isPartial, Renderer } from './renderer.js';

interface Answer {
  status: number;
  heading: Message;
  explanation: Message;
  retryAfter?: number;
}

const NOT_THERE: Answer = {
  status: 404,
  heading: say('There is no such page'),
  explanation: say('It may have been moved or deleted, or you may be signed in as somebody who does not see it.'),
};

const BY_STATUS: Record<number, [heading: Message, explanation: Message]> = {
  400: [say('This request cannot be read'), say('Go back, open the page again and send the form from there.')],
  404: [NOT_THERE.heading, NOT_THERE.explanation],
  405: [NOT_THERE.heading, NOT_THERE.explanation],
  411: [say('This request cannot be read'), say('Go back, open the page again and send the form from there.')],
  413: [say('This is too large'), say('Nothing was saved. Shorten the text or choose a smaller file.')],
  414: [say('This address is too long'), say('Open the page from the menu.')],
  415: [say('This request cannot be read'), say('Go back, open the page again and send the form from there.')],
};

/** Told about each refused try of a person, whether the guard or a service refused it; answered by audit/. */
export abstract class RefusedAccess {
  abstract record(current: Current, route: string): Promise<void>;
}

/** The one lane for everything that no form shows: the right status, one page, and a reference number that the log has too. */
@Catch()
@Injectable()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly renderer: Renderer,
    private readonly refused: RefusedAccess,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    if (error instanceof SignInNeeded) return leadTo('/sign-in', request, reply);
    if (error instanceof TwoStepNeeded) return leadTo('/account/two-step/authenticator/new', request, reply);
    // Such an answer is a whole page; in the place of a list it would stand beside what is closed to them now.
    if (isShut(error) && isPartial(request)) return leadTo(request.url, request, reply);
    if (error instanceof Suspended) {
      const html = await this.renderer.render(request, reply, 'client-orgs/closed', {});
      return void reply.status(request.method === 'GET' ? 200 : 403).send(html);
    }
    const known = wasCutOff(error, request) ? new BadRequestException() : error;
    await this.write(await this.recorded(known, request), request, reply);
  }

  /** @returns the error to answer with: another one where the log could not be written */
  private async recorded(error: unknown, { current, routeOptions }: FastifyRequest): Promise<unknown> {
    if (!current?.person || !isRefusedAccess(error)) return error;
    return this.refused.record(current, routeOptions.url ?? '').then(
      () => error,
      (failure: unknown) => failure,
    );
  }

  async write(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const answer = answerTo(error);
    if (answer.status >= 500 && !(error instanceof Refusal)) request.log.error({ err: error }, 'unexpected');
    if (answer.retryAfter) reply.header('Retry-After', answer.retryAfter);
    const html = await this.renderer.render(request, reply, 'errors/show', { ...answer, reference: request.id });
    reply.status(answer.status).send(html);
  }
}

/** To a page that has to be dealt with first, and from there back; an address with a link's secret in it is not carried along. */
function leadTo(path: string, request: FastifyRequest, reply: FastifyReply): void {
  const returns = request.method === 'GET' && !('token' in (request.params as object));
  const back = returns ? `?back=${encodeURIComponent(request.url)}` : '';
  if (isPartial(request)) reply.status(204).header('HX-Redirect', path).send();
  else reply.status(303).header('Location', `${path}${back}`).send();
}

const isRefusedAccess = (error: unknown): boolean => error instanceof NotThere || error instanceof NotAllowed;
const isShut = (error: unknown): boolean => isRefusedAccess(error) || error instanceof Suspended;

/** The reader of multipart forms says of one without an end only that it is an error. */
const wasCutOff = (error: unknown, { headers, body }: FastifyRequest): boolean =>
  !body &&
  /^multipart\//.test(headers['content-type'] ?? '') &&
  !(error instanceof Refusal || error instanceof HttpException || (error as { statusCode?: number }).statusCode);

function answerTo(error: unknown): Answer {
  if (error instanceof NotThere) return NOT_THERE;
  if (error instanceof Ended) return error;
  if (error instanceof NotAllowed) {
    const explanation = say('Your role does not include this. Ask {{who}} to do it.', { who: error.who });
    return { status: 403, heading: say('You may not do this'), explanation };
  }
  if (error instanceof Refusal) {
    const explanation = error.summary ?? Object.values(error.fields)[0];
    return { status: error.status, heading: say('This was not done'), explanation, retryAfter: error.retryAfter };
  }
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number })?.statusCode ?? 500);
  const known = BY_STATUS[status];
  if (known) return { status, heading: known[0], explanation: known[1] };
  return {
    status: status >= 400 ? status : 500,
    heading: say('Something went wrong on our side'),
    explanation: say('Nothing was saved. Try again; if it stays, give your administrator the reference number below.'),
  };
}
