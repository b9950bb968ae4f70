import { Controller, Get, Post } from '@nestjs/common';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Query } from '../web/form.js';
import { EventPages, type Log } from './event-pages.js';
import { EventQuery } from './event-query.js';

const ofProvider = ({ provider: { id } }: ProviderCurrent): Log => ({
  id,
  path: `/providers/${id}/events`,
  layout: 'provider',
});

@Controller('providers/:providerId/events')
export class ProviderEventsController {
  constructor(private readonly pages: EventPages) {}

  @Get()
  @May('provider-events.read')
  index(@CurrentProvider() current: ProviderCurrent, @Query() query: EventQuery) {
    return this.pages.index(current, ofProvider(current), query);
  }

  @Get('export.csv')
  @May('provider-events.read')
  csv(@CurrentProvider() current: ProviderCurrent, @Query() query: EventQuery) {
    return this.pages.csv(current, ofProvider(current), query);
  }

  @Get('export.jsonl')
  @May('provider-events.read')
  jsonLines(@CurrentProvider() current: ProviderCurrent, @Query() query: EventQuery) {
    return this.pages.jsonLines(current, ofProvider(current), query);
  }

  @Post('verification')
  @May('provider-events.read')
  verify(@CurrentProvider() current: ProviderCurrent) {
    return this.pages.verify(current, ofProvider(current));
  }
}
