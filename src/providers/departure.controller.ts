import { Controller, Delete, Get, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { DepartureForm } from './departure.form.js';
import { Departures } from './departures.service.js';

/** An owner's way out of the provider: asked for, confirmed, called off. */
@Controller('organizations/:orgId/departure')
export class DepartureController {
  constructor(private readonly departures: Departures) {}

  /** What ends, and what to do next. */
  @Get()
  @May('provider.choose')
  async show(@CurrentClient() current: ClientCurrent) {
    return page('providers/departure', { ends: await this.departures.preview(current) });
  }

  @Post()
  @May('provider.choose')
  @OnRefusal('show')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: DepartureForm) {
    await this.departures.ask(current, form);
    const provider = current.client.providerName ?? '';
    return seeOther(providerPage(current), say('{{provider}} is asked to let you go.', { provider }));
  }

  @Post('confirmation')
  @May('provider.choose')
  @NeedsPassword()
  @OnRefusal('show')
  async confirm(@CurrentClient() current: Unlocked<ClientCurrent>) {
    const done = await this.departures.confirm(current);
    const names = { name: current.client.name, provider: current.client.providerName ?? '' };
    const said = done
      ? say('{{name}} has left {{provider}}.', names)
      : say('{{name}} leaves {{provider}} on the day that was set.', names);
    return seeOther(providerPage(current), said);
  }

  @Delete()
  @May('provider.choose')
  async destroy(@CurrentClient() current: ClientCurrent) {
    await this.departures.callOff(current);
    const names = { name: current.client.name, provider: current.client.providerName ?? '' };
    return seeOther(providerPage(current), say('{{name}} stays with {{provider}}.', names));
  }
}

const providerPage = ({ client }: ClientCurrent) => `/organizations/${client.id}/provider`;
