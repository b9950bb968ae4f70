import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsPassword } from '../accounts/unlock.js';
import { ConfirmationForm } from '../invitations/confirmation.form.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Agreements } from './agreements.service.js';

interface AdditionParams {
  additionId: string;
}

/** A provider asks to add the organization: its owner agrees, or does not. */
@Controller('organizations/:orgId/additions/:additionId')
export class AgreementController {
  constructor(private readonly agreements: Agreements) {}

  @Get()
  @May('provider.choose')
  async show(@CurrentClient() current: ClientCurrent, @Param() { additionId }: AdditionParams) {
    return page('providers/agreement', await this.agreements.page(current, additionId));
  }

  @Post('agreement')
  @May('provider.choose')
  @NeedsPassword()
  @OnRefusal('show')
  async create(
    @CurrentClient() current: Unlocked<ClientCurrent>,
    @Form() form: ConfirmationForm,
    @Param() { additionId }: AdditionParams,
  ) {
    const { name: provider } = await this.agreements.agree(current, additionId, form);
    return seeOther(providerPage(current), say('You agreed. {{provider}} now adds the organization.', { provider }));
  }

  @Delete()
  @May('provider.choose')
  async destroy(@CurrentClient() current: ClientCurrent, @Param() { additionId }: AdditionParams) {
    const { name: provider } = await this.agreements.decline(current, additionId);
    return seeOther(providerPage(current), say('{{provider}} is told that you do not want it.', { provider }));
  }
}

const providerPage = ({ client }: ClientCurrent) => `/organizations/${client.id}/provider`;
