import { Controller, Delete, Get, Post } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentProviderClient, May } from '../web/access.js';
import type { ProviderClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { DeletionForm } from './client.form.js';
import { DELETION_DAYS, Deletions } from './deletions.service.js';

/** The deletion of a client, asked for and called off. */
@Controller('providers/:providerId/clients/:orgId/deletion')
export class DeletionController {
  constructor(private readonly deletions: Deletions) {}

  @Get('new')
  @May('clients.delete')
  async new(@CurrentProviderClient() current: ProviderClientCurrent) {
    return page('providers/deletion-new', { ...(await this.deletions.preview(current)), days: DELETION_DAYS });
  }

  @Post()
  @May('clients.delete')
  @NeedsPassword()
  @OnRefusal('new')
  async create(@CurrentProviderClient() current: ProviderClientCurrent, @Form() form: DeletionForm) {
    const done = await this.deletions.ask(current, form);
    const { id, name } = current.client;
    if (done) {
      const deleted = say('{{name}} is deleted; its seats are back.', { name });
      return seeOther(`/providers/${current.provider.id}/clients`, deleted);
    }
    const count = DELETION_DAYS;
    return seeOther(
      `/organizations/${id}`,
      say('{{name}} will be deleted in {{count}} days, unless you call it off.', { name, count }),
    );
  }

  @Delete()
  @May('clients.delete')
  async destroy(@CurrentProviderClient() current: ProviderClientCurrent) {
    await this.deletions.callOff(current);
    const { id, name } = current.client;
    return seeOther(`/organizations/${id}`, say('{{name}} stays; the deletion is called off.', { name }));
  }
}
