import { Controller, Delete, Get, Post } from '@nestjs/common';
import { CurrentProviderClient, May } from '../web/access.js';
import type { ProviderClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { SuspensionForm } from './client.form.js';
import { Suspensions } from './suspensions.service.js';

/** A client suspended, and reactivated. */
@Controller('providers/:providerId/clients/:orgId/suspension')
export class SuspensionController {
  constructor(private readonly suspensions: Suspensions) {}

  @Get('new')
  @May('clients.suspend')
  new() {
    return page('providers/suspension-new');
  }

  @Post()
  @May('clients.suspend')
  @OnRefusal('new')
  async create(@CurrentProviderClient() current: ProviderClientCurrent, @Form() form: SuspensionForm) {
    await this.suspensions.suspend(current, form);
    const { id, name } = current.client;
    return seeOther(`/organizations/${id}`, say('{{name}} is suspended; its owners are mailed.', { name }));
  }

  @Delete()
  @May('clients.suspend')
  async destroy(@CurrentProviderClient() current: ProviderClientCurrent) {
    await this.suspensions.reactivate(current);
    const { id, name } = current.client;
    return seeOther(`/organizations/${id}`, say('{{name}} is active.', { name }));
  }
}
