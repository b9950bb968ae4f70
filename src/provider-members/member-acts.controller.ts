import { Controller, Delete, Post } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { chosenMembers } from '../invitations/chosen-members.js';
import { ChosenForm } from '../invitations/confirmations.form.js';
import { Invitations } from '../invitations/invitations.service.js';
import { MemberActs } from '../invitations/member-acts.service.js';
import { answer } from '../invitations/outcomes.js';
import { ResendForm } from '../members/resend.form.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form } from '../web/form.js';
import { say } from '../web/message.js';
import { page } from '../web/page.js';

/** Members of the provider invited again, revoked, restored and removed: the chosen ones of the list, or one. */
@Controller('providers/:providerId/members')
export class ProviderMemberActsController {
  constructor(
    private readonly acts: MemberActs,
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
  async revoke(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return answer(current, await this.acts.revoke(current, ids), (count) =>
      say('{{count}} members are revoked; their access has ended.', { count }),
    );
  }

  @Post('restorations')
  @May('provider-members.manage')
  @NeedsPassword()
  async restore(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return answer(current, await this.acts.restore(current, ids), (count) =>
      say('{{count}} members are restored.', { count }),
    );
  }

  /** Asks once more, with names. */
  @Post('removals')
  @May('provider-members.manage')
  async ask(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return page('members/removal', { members: await chosenMembers(current, ids) });
  }

  @Delete()
  @May('provider-members.manage')
  async destroy(@CurrentProvider() current: ProviderCurrent, @Form() { ids }: ChosenForm) {
    return answer(
      current,
      await this.acts.remove(current, ids),
      (count) => say('{{count}} members are removed.', { count }),
      `/providers/${current.provider.id}/members`,
    );
  }
}
