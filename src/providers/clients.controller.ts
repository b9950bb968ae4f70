import { Controller, Get } from '@nestjs/common';
import { record } from '../audit/record.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Query } from '../web/form.js';
import { type Head, pagerLinks, sortHeads } from '../web/list-page.js';
import { say } from '../web/message.js';
import { Download, page } from '../web/page.js';
import { ClientList, ClientListQuery } from './client-list.js';
import { SeatQueue } from './seat-queue.js';

const HEADS: Head[] = [
  { name: 'name', text: say('Client') },
  { name: 'assigned', text: say('Assigned'), numeric: true },
  { name: 'used', text: say('Used'), numeric: true },
  { name: 'remaining', text: say('Remaining'), numeric: true },
  { name: 'plan', text: say('Plan') },
  { name: 'status', text: say('Status') },
];

@Controller('providers/:providerId/clients')
export class ClientsController {
  constructor(
    private readonly list: ClientList,
    private readonly queue: SeatQueue,
  ) {}

  @Get()
  @May('clients.read')
  async index(@CurrentProvider() current: ProviderCurrent, @Query() query: ClientListQuery) {
    const path = `/providers/${current.provider.id}/clients`;
    const { rows, next } = await this.list.page(current, query);
    const totals = await this.list.totals(current);
    const data = {
      path,
      rows,
      totals,
      asking: await this.queue.waiting(current),
      alone: current.provider.confirmedAdmins === 1 && current.providerMembership.role === 'provider-admin',
      query,
      heads: sortHeads(path, query, HEADS),
      pager: pagerLinks(path, query, next),
    };
    return page('providers/clients', data, 'providers/clients-table');
  }

  @Get('export.csv')
  @May('clients.read')
  async export(@CurrentProvider() current: ProviderCurrent) {
    await record(current, 'clients.exported', current.provider);
    return new Download('clients.csv', 'text/csv; charset=utf-8', this.list.csv(current));
  }
}
