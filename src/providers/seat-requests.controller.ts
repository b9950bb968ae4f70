import { Controller, Get, Post } from '@nestjs/common';
import { CurrentProvider, CurrentProviderClient, May } from '../web/access.js';
import type { ProviderClientCurrent, ProviderCurrent } from '../web/current.js';
import { Text } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { SeatQueue } from './seat-queue.js';

class RefusalForm {
  @Text({ max: 300 }) note: string;
}

/** The clients that ask for seats: granted with one click, or declined with a note. */
@Controller('providers/:providerId')
export class SeatRequestsOfClientsController {
  constructor(private readonly queue: SeatQueue) {}

  @Get('seat-requests')
  @May('clients.update')
  async index(@CurrentProvider() current: ProviderCurrent) {
    return page('providers/seat-requests', { requests: await this.queue.list(current) });
  }

  @Post('clients/:orgId/seat-request/grant')
  @May('clients.update')
  @OnRefusal('index')
  async grant(@CurrentProviderClient() current: ProviderClientCurrent) {
    const { seats: count } = await this.queue.grant(current);
    const done = say('{{name}} has {{count}} more seats; who asked is mailed.', { name: current.client.name, count });
    return seeOther(queueOf(current), done);
  }

  @Post('clients/:orgId/seat-request/refusal')
  @May('clients.update')
  @OnRefusal('index')
  async refuse(@CurrentProviderClient() current: ProviderClientCurrent, @Form() { note }: RefusalForm) {
    await this.queue.decline(current, note);
    const done = say('{{name}} keeps the seats it has; who asked is mailed.', { name: current.client.name });
    return seeOther(queueOf(current), done);
  }
}

const queueOf = ({ provider }: ProviderCurrent) => `/providers/${provider.id}/seat-requests`;
