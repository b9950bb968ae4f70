import { Controller, Get, Patch } from '@nestjs/common';
import { CurrentProviderClient, May } from '../web/access.js';
import type { ProviderClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { PlanForm } from './client.form.js';
import { PLAN_WORDS } from './client-list.js';
import { Plans } from './plans.service.js';

/** A client's plan, and what its change would mean. */
@Controller('providers/:providerId/clients/:orgId/plan')
export class PlanController {
  constructor(private readonly plans: Plans) {}

  @Get('edit')
  @May('clients.update')
  async edit(@CurrentProviderClient() current: ProviderClientCurrent) {
    return page('providers/plan-edit', { change: await this.plans.preview(current) });
  }

  @Patch()
  @May('clients.update')
  @OnRefusal('edit')
  async update(@CurrentProviderClient() current: ProviderClientCurrent, @Form() { plan }: PlanForm) {
    await this.plans.change(current, plan);
    const { id, name } = current.client;
    return seeOther(
      `/providers/${current.provider.id}/clients/${id}/edit`,
      say('{{name}} has the plan {{plan}} now.', { name, plan: PLAN_WORDS[plan] }),
    );
  }
}
