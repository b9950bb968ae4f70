import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { CurrentVisitor, Public } from '../web/access.js';
import { readCookie, setCookie } from '../web/cookies.js';
import type { Current } from '../web/current.js';
import { page, seeOther } from '../web/page.js';
import { NotThere } from '../web/refusal.js';
import { LETTER_POLICY } from './composer.js';
import { Mailbox, type Scope, standing } from './mailbox.js';

const COOKIE = 'outbox';

/** Mail read in the browser while there is no SMTP. Public in name only: each handler asks for the scope first. */
@Controller('outbox')
export class OutboxController {
  constructor(
    private readonly mailbox: Mailbox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('open/:token')
  @Public()
  open(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    if (!this.mailbox.isOperator(token)) throw new NotThere();
    setCookie(reply, this.config, COOKIE, token);
    return seeOther('/outbox');
  }

  @Get()
  @Public()
  @Header('Cache-Control', 'no-store')
  async index(@CurrentVisitor() current: Current, @Req() request: FastifyRequest, @Query('after') after: unknown) {
    const cursor = typeof after === 'string' ? after : undefined;
    const { rows: mails, next } = await this.mailbox.page(current, this.scope(current, request), cursor);
    return page('outbox/index', {
      mails: mails.map((mail) => ({ ...mail, state: standing(mail) })),
      first: cursor && '/outbox',
      next: next && `/outbox?after=${next}`,
    });
  }

  @Get(':mailId')
  @Public()
  @Header('Cache-Control', 'no-store')
  async show(@CurrentVisitor() current: Current, @Req() request: FastifyRequest, @Param('mailId') id: string) {
    const mail = await this.mailbox.find(current, this.scope(current, request), id);
    return page('outbox/show', { mail, state: standing(mail), letter: await this.mailbox.read(mail) });
  }

  @Get(':mailId/html')
  @Public()
  @Header('Cache-Control', 'no-store')
  async html(
    @CurrentVisitor() current: Current,
    @Req() request: FastifyRequest,
    @Param('mailId') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const letter = await this.mailbox.read(await this.mailbox.find(current, this.scope(current, request), id));
    if (!letter) throw new NotThere();
    reply.type('text/html; charset=utf-8').header('Content-Security-Policy', LETTER_POLICY);
    return letter.html;
  }

  private scope(current: Current, request: FastifyRequest): Scope {
    if (!this.mailbox.isOpen) throw new NotThere();
    if (this.mailbox.isOperator(readCookie(request, this.config, COOKIE))) return { all: true };
    const administered = current.person?.providers.filter(({ role }) => role === 'provider-admin') ?? [];
    if (administered.length === 0) throw new NotThere();
    return { all: false, providerIds: administered.map(({ provider }) => provider.id) };
  }
}
