import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { AddedClientForm, AdditionForm } from './addition.form.js';
import { Additions, OPEN_DAYS } from './additions.service.js';
import { PLAN_WORDS } from './client-list.js';

interface AdditionParams {
  additionId: string;
}

/** Existing organization: its owner is asked, and once they agreed it is added. */
@Controller('providers/:providerId/additions')
export class AdditionController {
  constructor(private readonly additions: Additions) {}

  @Get()
  @May('clients.create')
  async index(@CurrentProvider() current: ProviderCurrent) {
    return page('providers/additions', { open: await this.additions.list(current), days: OPEN_DAYS });
  }

  @Post()
  @May('clients.create')
  @OnRefusal('index')
  async create(@CurrentProvider() current: ProviderCurrent, @Form() form: AdditionForm) {
    await this.additions.ask(current, form);
    const asked = say('If {{email}} owns an organization without a provider, a mail is on its way.', {
      email: form.email,
    });
    return seeOther(indexOf(current), asked);
  }

  @Get(':additionId')
  @May('clients.create')
  async show(@CurrentProvider() current: ProviderCurrent, @Param() { additionId }: AdditionParams) {
    const shown = await this.additions.preview(current, additionId);
    return page('providers/addition', { ...shown, planText: PLAN_WORDS[shown.organization.plan] });
  }

  @Post(':additionId/client')
  @May('clients.create')
  @NeedsKeys()
  @OnRefusal('show')
  async add(
    @CurrentProvider() current: Unlocked<ProviderCurrent>,
    @Form() form: AddedClientForm,
    @Param() { additionId }: AdditionParams,
  ) {
    const id = await this.additions.add(current, additionId, form);
    return seeOther(`/organizations/${id}`, say('It is your client now; its owners are mailed.'));
  }

  @Delete(':additionId')
  @May('clients.create')
  async destroy(@CurrentProvider() current: ProviderCurrent, @Param() { additionId }: AdditionParams) {
    await this.additions.withdraw(current, additionId);
    return seeOther(
      indexOf(current),
      say('The question is withdrawn, and any key that came with the answer is erased.'),
    );
  }
}

const indexOf = ({ provider }: ProviderCurrent) => `/providers/${provider.id}/additions`;
