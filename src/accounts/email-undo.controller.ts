import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { CurrentVisitor, Public } from '../web/access.js';
import type { Current } from '../web/current.js';
import { OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { EmailUndo } from './email-undo.service.js';
import { LinkCookies } from './link-cookies.js';
import { Throttling } from './throttling.js';

const LINK = 'email-undo';

/** The pages behind the link that the old address was mailed. Only the form changes anything. */
@Controller('account/email/undo')
export class EmailUndoController {
  constructor(
    private readonly undo: EmailUndo,
    private readonly throttling: Throttling,
    private readonly cookies: LinkCookies,
  ) {}

  @Get(':token')
  @Public()
  async open(@CurrentVisitor() current: Current, @Param('token') token: string, @Http() { reply }: Exchange) {
    await this.throttling.link(current, () => this.undo.find(current, token));
    this.cookies.keep(reply, LINK, token);
    return seeOther('/account/email/undo');
  }

  @Get()
  @Public()
  @Header('Cache-Control', 'no-store')
  async show(@CurrentVisitor() current: Current, @Http() { request }: Exchange) {
    const { change, user } = await this.undo.find(current, this.cookies.read(request, LINK));
    return page('accounts/email-undo', { change, present: user.email, name: user.name });
  }

  @Post()
  @Public()
  @OnRefusal('show')
  async create(@CurrentVisitor() current: Current, @Http() { request, reply }: Exchange) {
    const open = await this.undo.find(current, this.cookies.read(request, LINK));
    await this.undo.make(current, open);
    this.cookies.forget(reply, LINK);
    return seeOther(
      '/sign-in?back=%2Faccount%2Fpassword',
      say(
        '{{email}} is your address again, and all sessions have ended. Sign in and change your master password now.',
        {
          email: open.change.oldEmail,
        },
      ),
    );
  }
}
