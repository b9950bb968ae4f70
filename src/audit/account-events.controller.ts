import { Controller, Get, Post } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { Query } from '../web/form.js';
import { EventPages, type Log } from './event-pages.js';
import { EventQuery } from './event-query.js';

const ofPerson = ({ person: { id } }: PersonCurrent): Log => ({ id, path: '/account/events', layout: 'account' });

@Controller('account/events')
export class AccountEventsController {
  constructor(private readonly pages: EventPages) {}

  @Get()
  @SignedIn()
  index(@CurrentPerson() current: PersonCurrent, @Query() query: EventQuery) {
    return this.pages.index(current, ofPerson(current), query);
  }

  @Get('export.csv')
  @SignedIn()
  csv(@CurrentPerson() current: PersonCurrent, @Query() query: EventQuery) {
    return this.pages.csv(current, ofPerson(current), query);
  }

  @Get('export.jsonl')
  @SignedIn()
  jsonLines(@CurrentPerson() current: PersonCurrent, @Query() query: EventQuery) {
    return this.pages.jsonLines(current, ofPerson(current), query);
  }

  @Post('verification')
  @SignedIn()
  verify(@CurrentPerson() current: PersonCurrent) {
    return this.pages.verify(current, ofPerson(current));
  }
}
