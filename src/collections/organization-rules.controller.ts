import { Controller, Get, Patch } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { RulesForm } from './organization-rules.form.js';
import { OrganizationRules } from './organization-rules.service.js';

@Controller('organizations/:orgId/settings')
export class OrganizationRulesController {
  constructor(private readonly rules: OrganizationRules) {}

  @Get()
  @May('organization.update')
  async edit(@CurrentClient() current: ClientCurrent) {
    return page('collections/rules', { values: await this.rules.find(current) });
  }

  @Patch()
  @May('organization.update')
  @OnRefusal('edit')
  async update(@CurrentClient() current: ClientCurrent, @Form() form: RulesForm) {
    await this.rules.update(current, form);
    return seeOther(`/organizations/${current.client.id}/settings`, say('The settings are saved.'));
  }
}
