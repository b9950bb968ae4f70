import { Controller, Get, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { record } from '../audit/record.js';
import { CurrentProvider, May } from '../web/access.js';
import type { Plan, ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { type Head, pagerLinks, sortHeads } from '../web/list-page.js';
import { LANGUAGES, TIME_ZONES } from '../web/locales.js';
import { say } from '../web/message.js';
import { Download, page, seeOther } from '../web/page.js';
import { NewClientForm, PLANS, PreviewQuery, typedSeats } from './client.form.js';
import { ClientList, ClientListQuery } from './client-list.js';
import { Clients } from './clients.service.js';
import type { SeatPool } from './seat-pool.entity.js';
import { seatPreview } from './seat-preview.js';
import { Seats } from './seats.service.js';

const HEADS: Head[] = [
  { name: 'name', text: say('Client') },
  { name: 'assigned', text: say('Assigned'), numeric: true },
  { name: 'used', text: say('Used'), numeric: true },
  { name: 'remaining', text: say('Remaining'), numeric: true },
  { name: 'plan', text: say('Plan') },
  { name: 'status', text: say('Status') },
];

const PLAN_CARDS = [
  { value: 'teams', text: say('Teams'), about: say('Groups, directory sync, event log') },
  { value: 'enterprise', text: say('Enterprise'), about: say('And policies, SSO, account recovery') },
];

function totalsOf(pools: SeatPool[]) {
  const sum = (of: (pool: SeatPool) => number) => pools.reduce((total, pool) => total + of(pool), 0);
  return {
    clients: sum(({ clients }) => clients),
    assigned: sum(({ allocated }) => allocated),
    unassigned: sum(({ minimum, allocated }) => Math.max(0, minimum - allocated)),
  };
}

class NewClientQuery extends PreviewQuery {
  [field: string]: string | undefined;
}

@Controller('providers/:providerId/clients')
export class ClientsController {
  constructor(
    private readonly clients: Clients,
    private readonly list: ClientList,
    private readonly seats: Seats,
  ) {}

  @Get()
  @May('clients.read')
  async index(@CurrentProvider() current: ProviderCurrent, @Query() query: ClientListQuery) {
    const path = `/providers/${current.provider.id}/clients`;
    const { rows, next } = await this.list.page(current, query);
    const totals = totalsOf(await this.seats.pools(current));
    const data = {
      path,
      rows,
      totals,
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

  /** The form; with what is typed in the address it is the preview too, as a page or as htmx's fragment. */
  @Get('new')
  @May('clients.create')
  async new(@CurrentProvider() current: ProviderCurrent, @Query() query: NewClientQuery) {
    const plan = (PLANS as readonly (string | undefined)[]).includes(query.plan) ? (query.plan as Plan) : 'teams';
    const typed = typedSeats(query);
    const pools = await this.seats.pools(current);
    const data = {
      path: `/providers/${current.provider.id}/clients`,
      plans: PLAN_CARDS,
      preview: seatPreview(pools, current.provider, plan, typed ?? 0, typed !== undefined),
      languages: Object.entries(LANGUAGES).map(([value, text]) => ({ value, text })),
      timeZones: TIME_ZONES.map((zone) => ({ value: zone, text: zone })),
      values: { locale: current.provider.locale, timeZone: current.provider.timeZone, ...query, plan },
    };
    return page('providers/client-new', data, 'providers/seat-preview');
  }

  @Post()
  @May('clients.create')
  @NeedsKeys()
  @OnRefusal('new')
  async create(@CurrentProvider() current: Unlocked<ProviderCurrent>, @Form() form: NewClientForm) {
    const id = await this.clients.create(current, form);
    const [note] = await this.clients.notes(current, form, id);
    const added = { name: form.name, email: form.email };
    const message = note
      ? say('{{name}} is ready, and an invitation goes to {{email}}. Please note: {{note}}', { ...added, note })
      : say('{{name}} is ready, and an invitation goes to {{email}}.', added);
    return seeOther(`/organizations/${id}`, message);
  }
}
