import { Controller, Get, Patch } from '@nestjs/common';
import { CurrentProviderClient, May } from '../web/access.js';
import type { ProviderClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { EditClientForm, PreviewQuery, typedSeats } from './client.form.js';
import { Clients } from './clients.service.js';
import { seatPreview } from './seat-preview.js';
import { Seats } from './seats.service.js';

/** Manage client: its name, its reference, its seats. */
@Controller('providers/:providerId/clients/:orgId')
export class ClientController {
  constructor(
    private readonly clients: Clients,
    private readonly seats: Seats,
  ) {}

  @Get('edit')
  @May('clients.update')
  async edit(@CurrentProviderClient() current: ProviderClientCurrent, @Query() query: PreviewQuery) {
    const client = await this.clients.find(current);
    const typed = typedSeats(query);
    const preview = seatPreview(
      await this.seats.pools(current),
      current.provider,
      client.plan,
      (typed ?? client.seats) - client.seats,
      typed !== undefined,
    );
    const values = {
      name: query.name ?? client.name,
      reference: query.reference ?? client.reference,
      seats: query.seats ?? String(client.seats),
    };
    return page('providers/client-edit', { clientOrg: client, preview, values }, 'providers/seat-preview');
  }

  @Patch()
  @May('clients.update')
  @OnRefusal('edit')
  async update(@CurrentProviderClient() current: ProviderClientCurrent, @Form() form: EditClientForm) {
    await this.clients.update(current, form);
    return seeOther(`/providers/${current.provider.id}/clients`, say('{{name}} is saved.', { name: form.name }));
  }
}
