import { Controller, Get, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentProvider, May } from '../web/access.js';
import type { Plan, ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { LANGUAGE_OPTIONS, TIME_ZONE_OPTIONS } from '../web/locales.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { NewClientForm, NewClientQuery, PLANS, typedSeats } from './client.form.js';
import { Clients } from './clients.service.js';
import { seatPreview } from './seat-preview.js';
import { Seats } from './seats.service.js';

const PLAN_CARDS = [
  { value: 'teams', text: say('Teams'), about: say('Groups, directory sync, event log') },
  { value: 'enterprise', text: say('Enterprise'), about: say('And policies, SSO, account recovery') },
];

/** New client organization, with what it means for the seats as one types. */
@Controller('providers/:providerId/clients')
export class NewClientController {
  constructor(
    private readonly clients: Clients,
    private readonly seats: Seats,
  ) {}

  /** The form; with what is typed it is the preview too, as a page or as htmx's fragment. */
  @Get('new')
  @May('clients.create')
  async new(@CurrentProvider() current: ProviderCurrent, @Query() query: NewClientQuery) {
    const plan = (PLANS as readonly (string | undefined)[]).includes(query.plan) ? (query.plan as Plan) : 'teams';
    const typed = typedSeats(query);
    const pools = await this.seats.pools(current);
    const { name, email, seats, reference, locale, timeZone } = query;
    const data = {
      path: `/providers/${current.provider.id}/clients`,
      plans: PLAN_CARDS,
      preview: seatPreview(pools, current.provider, plan, typed ?? 0, typed !== undefined),
      languages: LANGUAGE_OPTIONS,
      timeZones: TIME_ZONE_OPTIONS,
      values: {
        ...{ plan, name, email, seats, reference },
        locale: locale ?? current.provider.locale,
        timeZone: timeZone ?? current.provider.timeZone,
      },
    };
    return page('providers/client-new', data, 'providers/seat-preview');
  }

  @Post()
  @May('clients.create')
  @NeedsKeys()
  @OnRefusal('new')
  async create(@CurrentProvider() current: Unlocked<ProviderCurrent>, @Form() form: NewClientForm) {
    const id = await this.clients.create(current, form);
    const notes = await this.clients.notes(current, form, id);
    const { name, email } = form;
    const ready = say('{{name}} is ready, and an invitation goes to {{email}}.', { name, email });
    const message = notes.reduce((said, note) => say('{{said}} Please note: {{note}}', { said, note }), ready);
    return seeOther(`/organizations/${id}`, message);
  }
}
