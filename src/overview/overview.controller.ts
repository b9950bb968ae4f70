import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { managedRoles } from '../client-orgs/member-rules.js';
import { Visits } from '../client-orgs/visits.js';
import { OwnerInvitations } from '../invitations/owner-invitation.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent, ProviderConfirms } from '../web/current.js';
import { OneOf } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Overview } from './overview.service.js';
import { CHOICES, PROVIDER_CONFIRMS, ProviderAccess } from './provider-access.service.js';

class ProviderAccessForm {
  @OneOf(Object.keys(PROVIDER_CONFIRMS), say('Choose when your provider may confirm people.'))
  providerConfirms: ProviderConfirms;
}

/** A client organization's first page: the owner's invitation, and the set-up checklist. */
@Controller('organizations/:orgId')
export class OverviewController {
  constructor(
    private readonly overview: Overview,
    private readonly owners: OwnerInvitations,
    private readonly visits: Visits,
    private readonly access: ProviderAccess,
  ) {}

  @Get()
  @May('organization.read')
  async show(@CurrentClient() current: ClientCurrent) {
    await this.visits.record(current);
    return page('overview/show', {
      manages: managedRoles(current).includes('owner') && current.rights.has('members.manage'),
      owners: await this.owners.list(current),
      checklist: await this.overview.checklist(current),
    });
  }

  /** Who of the provider can act here, and what they can and cannot do. */
  @Get('provider')
  @May('provider-access.read')
  async provider(@CurrentClient() current: ClientCurrent) {
    if (!current.client.providerId) return page('overview/no-provider', await this.overview.withoutProvider(current));
    return page('overview/provider', {
      members: await this.overview.providerMembers(current),
      visits: await this.overview.visits(current),
      choices: CHOICES,
      chosen: PROVIDER_CONFIRMS[current.client.providerConfirms].text,
      values: { providerConfirms: current.client.providerConfirms },
      since: this.overview.aWeekAgo(current),
    });
  }

  @Patch('provider')
  @May('provider-access.update')
  @OnRefusal('provider')
  async update(@CurrentClient() current: ClientCurrent, @Form() { providerConfirms }: ProviderAccessForm) {
    await this.access.update(current, providerConfirms);
    const chosen = PROVIDER_CONFIRMS[providerConfirms].text;
    return seeOther(
      `/organizations/${current.client.id}/provider`,
      say('Saved. Your provider may confirm people: {{chosen}}.', { chosen }),
    );
  }

  @Post('steps/:step/mark')
  @May('checklist.update')
  async mark(@CurrentClient() current: ClientCurrent, @Param('step') step: string) {
    await this.overview.mark(current, step);
    return seeOther(`/organizations/${current.client.id}`);
  }

  @Delete('steps/:step/mark')
  @May('checklist.update')
  async unmark(@CurrentClient() current: ClientCurrent, @Param('step') step: string) {
    await this.overview.unmark(current, step);
    return seeOther(`/organizations/${current.client.id}`);
  }
}
