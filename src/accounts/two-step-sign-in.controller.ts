import { Controller, Get, Header, Post } from '@nestjs/common';
import { Public } from '../web/access.js';
import { Optional, Text } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { page, seeOther } from '../web/page.js';
import { Entrance } from './entrance.js';
import { ownPath } from './own-path.js';

class CodeQuery {
  @Optional(2000) back?: string;
  /** `recovery-code` for somebody without the app. */
  @Optional(20) by?: string;
}

class CodeForm extends CodeQuery {
  @NeverShownAgain() @Text({ max: 50, required: say('Type the code.') }) code: string;
  @Optional(3) remember?: string;
}

/** The second step of signing in. */
@Controller('sign-in/two-step')
export class TwoStepSignInController {
  constructor(private readonly entrance: Entrance) {}

  @Get()
  @Public()
  @Header('Cache-Control', 'no-store')
  async new(@Http() http: Exchange, @Query() query: CodeQuery) {
    return (await this.entrance.isOpen(http)) ? this.shown(undefined, query) : seeOther('/sign-in');
  }

  @Post()
  @Public()
  @OnRefusal('shown')
  async create(@Form() { code, remember, back }: CodeForm, @Http() http: Exchange) {
    const done = await this.entrance.finish(http, code, remember === 'yes');
    return done ? seeOther(ownPath(back)) : seeOther('/sign-in', say('That took too long. Sign in again.'));
  }

  shown(_: unknown, { back, by }: CodeQuery) {
    const other = by === 'recovery-code' ? '' : '&by=recovery-code';
    const otherWay = `/sign-in/two-step?back=${encodeURIComponent(ownPath(back))}${other}`;
    return page('accounts/two-step-sign-in', { byApp: other !== '', otherWay, values: { back: ownPath(back), by } });
  }
}
