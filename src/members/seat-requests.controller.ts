import { Controller, Delete, Get, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Text, WholeNumber } from '../web/fields.js';
import { Form, FormOnce, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { SeatRequests } from './seat-requests.service.js';

class SeatRequestForm extends FormOnce {
  @WholeNumber({ min: 1, max: 100_000 }) seats: number;
  @Text({ max: 300 }) note: string;
}

/** Owners ask their provider for seats. */
@Controller('organizations/:orgId/seat-requests')
export class SeatRequestsController {
  constructor(private readonly requests: SeatRequests) {}

  @Get('new')
  @May('seats.ask')
  async new(@CurrentClient() current: ClientCurrent) {
    const { request, seats } = await this.requests.find(current);
    const values = request ? { seats: String(request.seats), note: request.note } : {};
    return page('members/seat-request', { request, seats, values });
  }

  @Post()
  @May('seats.ask')
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: SeatRequestForm) {
    await this.requests.ask(current, form);
    const { id, providerName } = current.client;
    const done = say('{{provider}} is asked for {{count}} seats. You are mailed the answer.', {
      ...{ provider: providerName ?? '', count: form.seats },
    });
    return seeOther(`/organizations/${id}/seat-requests/new`, done);
  }

  @Delete()
  @May('seats.ask')
  async destroy(@CurrentClient() current: ClientCurrent) {
    await this.requests.withdraw(current);
    return seeOther(`/organizations/${current.client.id}/seat-requests/new`, say('Your request is withdrawn.'));
  }
}
