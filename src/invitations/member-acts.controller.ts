import { Controller, Delete, Post } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form } from '../web/form.js';
import { ChosenForm } from './confirmations.form.js';
import { MemberActPages } from './member-act-pages.js';

/** Members revoked, restored and removed: the chosen ones of a list, or one. */
@Controller('organizations/:orgId/members')
export class MemberActsController {
  constructor(private readonly pages: MemberActPages) {}

  @Post('revocations')
  @May('members.manage')
  revoke(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.revoke(current, ids);
  }

  @Post('restorations')
  @May('members.manage')
  @NeedsPassword()
  restore(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.restore(current, ids);
  }

  @Post('removals')
  @May('members.manage')
  ask(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.ask(current, ids);
  }

  @Delete()
  @May('members.manage')
  destroy(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return this.pages.remove(current, ids);
  }
}
