import { Controller, Delete, Post } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form } from '../web/form.js';
import { say } from '../web/message.js';
import { page } from '../web/page.js';
import { chosenMembers } from './chosen-members.js';
import { ChosenForm } from './confirmations.form.js';
import { MemberActs } from './member-acts.service.js';
import { answer } from './outcomes.js';

/** Members revoked, restored and removed: the chosen ones of a list, or one. */
@Controller('organizations/:orgId/members')
export class MemberActsController {
  constructor(private readonly acts: MemberActs) {}

  @Post('revocations')
  @May('members.manage')
  async revoke(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return answer(current, await this.acts.revoke(current, ids), (count) =>
      say('{{count}} members are revoked; their access has ended.', { count }),
    );
  }

  @Post('restorations')
  @May('members.manage')
  @NeedsPassword()
  async restore(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return answer(current, await this.acts.restore(current, ids), (count) =>
      say('{{count}} members are restored.', { count }),
    );
  }

  /** Asks once more, with names. */
  @Post('removals')
  @May('members.manage')
  async ask(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return page('members/removal', { members: await chosenMembers(current, ids) });
  }

  @Delete()
  @May('members.manage')
  async destroy(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return answer(
      current,
      await this.acts.remove(current, ids),
      (count) => say('{{count}} members are removed.', { count }),
      `/organizations/${current.client.id}/members`,
    );
  }
}
