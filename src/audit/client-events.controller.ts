import { Controller, Get, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Query } from '../web/form.js';
import { EventPages, type Log } from './event-pages.js';
import { EventQuery } from './event-query.js';

const ofClient = ({ client: { id } }: ClientCurrent): Log => ({
  id,
  path: `/organizations/${id}/events`,
  layout: 'client',
});

@Controller('organizations/:orgId/events')
export class ClientEventsController {
  constructor(private readonly pages: EventPages) {}

  @Get()
  @May('events.read')
  index(@CurrentClient() current: ClientCurrent, @Query() query: EventQuery) {
    return this.pages.index(current, ofClient(current), query);
  }

  @Get('export.csv')
  @May('events.read')
  csv(@CurrentClient() current: ClientCurrent, @Query() query: EventQuery) {
    return this.pages.csv(current, ofClient(current), query);
  }

  @Get('export.jsonl')
  @May('events.read')
  jsonLines(@CurrentClient() current: ClientCurrent, @Query() query: EventQuery) {
    return this.pages.jsonLines(current, ofClient(current), query);
  }

  @Post('verification')
  @May('events.read')
  verify(@CurrentClient() current: ClientCurrent) {
    return this.pages.verify(current, ofClient(current));
  }
}
