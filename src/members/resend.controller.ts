import { Controller, Post } from '@nestjs/common';
import { Invitations } from '../invitations/invitations.service.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Many, Optional } from '../web/fields.js';
import { Form } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { refuse } from '../web/refusal.js';

class ChosenForm {
  @Many() ids: string[] = [];
  /** The button's. A browser that does not know `formaction` sends the other ones' here. */
  @Optional(20) act?: string;
}

/** Invitations of several people at once, sent again. */
@Controller('organizations/:orgId/members/invitations')
export class ResendController {
  constructor(private readonly invitations: Invitations) {}

  @Post()
  @May('members.manage')
  async create(@CurrentClient() current: ClientCurrent, @Form() { ids, act = 'invitations' }: ChosenForm) {
    if (act !== 'invitations') {
      throw refuse(say('This browser cannot do that from the list. Open each person and do it there.'));
    }
    const outcomes = await this.invitations.resendAll(current, ids);
    const path = `/organizations/${current.client.id}/members`;
    if (outcomes.some(({ done }) => !done)) return page('members/outcome', { outcomes, path });
    return seeOther(
      path,
      say('{{count}} people are invited again; the old links are dead.', { count: outcomes.length }),
    );
  }
}
