import { Controller, Get, Post } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { Optional, Secret } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { seeOther } from '../web/page.js';
import { ownPath } from './own-path.js';
import { SessionSecret } from './session.plugin.js';
import { SignIn } from './sign-in.service.js';
import { unlockPageFor } from './unlock.js';

class UnlockQuery {
  @Optional(2000) back?: string;
}

class UnlockForm extends UnlockQuery {
  @Secret(say('Type your master password.')) unlockPassword: string;
}

/** The master password for a page that shows what only its keys open; forms are unlocked where they are sent. */
@Controller('unlock')
export class UnlockController {
  constructor(private readonly signIn: SignIn) {}

  @Get()
  @SignedIn()
  show(@Query() query: UnlockQuery) {
    return unlockPageFor(ownPath(query.back));
  }

  @Post()
  @SignedIn()
  @OnRefusal('shown')
  async create(@CurrentPerson() current: PersonCurrent, @Form() form: UnlockForm, @SessionSecret() secret: string) {
    await this.signIn.again(current, secret, form.unlockPassword, 'unlockPassword');
    return seeOther(ownPath(form.back));
  }

  shown(_: Current, { back }: UnlockForm) {
    return unlockPageFor(ownPath(back));
  }
}
