import { Controller, Delete, Get, Post } from '@nestjs/common';
import { CurrentProviderClient, May } from '../web/access.js';
import type { ProviderClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { ReleaseForm } from './departure.form.js';
import { Departures } from './departures.service.js';

/** A provider lets a client go, or keeps it after all. */
@Controller('providers/:providerId/clients/:orgId/release')
export class ReleaseController {
  constructor(private readonly departures: Departures) {}

  @Get('new')
  @May('clients.release')
  async new(@CurrentProviderClient() current: ProviderClientCurrent) {
    return page('providers/release-new', { ends: await this.departures.preview(current) });
  }

  @Post()
  @May('clients.release')
  @OnRefusal('new')
  async create(@CurrentProviderClient() current: ProviderClientCurrent, @Form() form: ReleaseForm) {
    await this.departures.release(current, form);
    const { id, name } = current.client;
    return seeOther(
      `/organizations/${id}`,
      say('{{name}} may leave, once an owner confirms; they are mailed.', { name }),
    );
  }

  @Delete()
  @May('clients.release')
  async destroy(@CurrentProviderClient() current: ProviderClientCurrent) {
    await this.departures.callOff(current);
    const { id, name } = current.client;
    return seeOther(`/organizations/${id}`, say('{{name}} stays your client; its owners are mailed.', { name }));
  }
}
