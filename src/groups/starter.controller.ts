import { Controller, Get, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { page, seeOther } from '../web/page.js';
import { StarterForm } from './starter.form.js';
import { Starter } from './starter.service.js';

/** Set up by department and by function: a first structure, which leads to the access matrix. */
@Controller('organizations/:orgId/access/starter')
export class StarterController {
  constructor(private readonly starter: Starter) {}

  @Get()
  @May('groups.manage')
  new() {
    return page('groups/starter', { values: { own: 'yes' } });
  }

  @Post()
  @May('groups.manage')
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: StarterForm) {
    const made = await once(current, form.formId, async (current) =>
      JSON.stringify(await this.starter.begin(current, form)),
    );
    const ready = say(
      '{{groups}} groups and {{collections}} collections are ready. Now say who reaches what.',
      JSON.parse(made),
    );
    return seeOther(`/organizations/${current.client.id}/access`, ready);
  }
}
