import { Controller, Delete, Get } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { NotThere } from '../web/refusal.js';
import { MemberActs } from './member-acts.service.js';

/** The own membership, given up. */
@Controller('organizations/:orgId/membership')
export class LeavingController {
  constructor(private readonly acts: MemberActs) {}

  @Get('deletion')
  @May('organization.read')
  ask(@CurrentClient() { membership }: ClientCurrent) {
    if (!membership) throw new NotThere();
    return page('members/leaving');
  }

  @Delete()
  @May('organization.read')
  @NeedsPassword()
  @OnRefusal('ask')
  async destroy(@CurrentClient() current: ClientCurrent) {
    await this.acts.leave(current);
    return seeOther('/', say('You left {{name}}.', { name: current.client.name }));
  }
}
