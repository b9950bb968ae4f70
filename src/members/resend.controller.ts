import { Controller, Post } from '@nestjs/common';
import { Invitations } from '../invitations/invitations.service.js';
import { answer } from '../invitations/outcomes.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form } from '../web/form.js';
import { say } from '../web/message.js';
import { ResendForm } from './resend.form.js';

/** Invitations of several people at once, sent again. */
@Controller('organizations/:orgId/members/invitations')
export class ResendController {
  constructor(private readonly invitations: Invitations) {}

  @Post()
  @May('members.manage')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: ResendForm) {
    form.mustBeMeant();
    const outcomes = await this.invitations.resendAll(current, form.ids);
    return answer(
      current,
      outcomes,
      (count) => say('{{count}} people are invited again; the old links are dead.', { count }),
      'list',
    );
  }
}
