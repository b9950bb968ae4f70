import { Controller, Delete, Post } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { ChosenForm } from '../invitations/confirmations.form.js';
import { Invitations } from '../invitations/invitations.service.js';
import { MemberActPages } from '../invitations/member-act-pages.js';
import { answer } from '../invitations/outcomes.js';
import { ResendForm } from '../members/resend.form.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form } from '../web/form.js';
import { say } from '../web/message.js';

/** Members of the provider invited again, revoked, restored and removed: the chosen ones of the list, or one. */
@Controller('providers/:providerId/members')
export class ProviderMemberActsController {
  constructor(
    private readonly pages: MemberActPages,
    private readonly invitations: Invitations,
  ) {}

  @Post('invitations')
  @May('provider-members.manage')
  async resend(@CurrentProvider() current: ProviderCurrent, @Form() form: ResendForm) {
    form.mustBeMeant();
    return answer(current, await this.invitations.resendAll(current, form.ids), (count) =>
      say('{{count}} people are invited again; the old links are dead.', { count }),
    );
  }

  @Post('revocations')
  @May('provider-members.manage')
  revoke(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.revoke(current, ids);
  }

  @Post('restorations')
  @May('provider-members.manage')
  @NeedsPassword()
  restore(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.restore(current, ids);
  }

  @Post('removals')
  @May('provider-members.manage')
  ask(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.ask(current, ids);
  }

  @Delete()
  @May('provider-members.manage')
  destroy(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.remove(current, ids);
  }
}
