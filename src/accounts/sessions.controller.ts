import { Controller, Delete, Get, Param } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { browserOf } from './agent.js';
import { Sessions } from './sessions.service.js';

@Controller('account/sessions')
export class SessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Get()
  @SignedIn()
  async index(@CurrentPerson() current: PersonCurrent) {
    const sessions = await this.sessions.list(current);
    return page('accounts/sessions', {
      sessions: sessions.map((session) => ({ ...session, browser: browserOf(session.agent) })),
      others: sessions.length > 1,
    });
  }

  @Delete()
  @SignedIn()
  async destroyOthers(@CurrentPerson() current: PersonCurrent) {
    await this.sessions.endOthers(current);
    return seeOther('/account/sessions', say('All other sessions have ended.'));
  }

  @Delete(':session')
  @SignedIn()
  async destroy(@CurrentPerson() current: PersonCurrent, @Param('session') handle: string) {
    const wasThis = await this.sessions.end(current, handle);
    return wasThis ? seeOther('/sign-in') : seeOther('/account/sessions', say('The session has ended.'));
  }
}
