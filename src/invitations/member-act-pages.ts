import { Injectable } from '@nestjs/common';
import type { Place } from '../client-orgs/place.js';
import { say } from '../web/message.js';
import { page } from '../web/page.js';
import { chosenMembers } from './chosen-members.js';
import { MemberActs } from './member-acts.service.js';
import { answer } from './outcomes.js';

/** Members revoked, restored and removed: the same in client organizations and providers. */
@Injectable()
export class MemberActPages {
  constructor(private readonly acts: MemberActs) {}

  async revoke(current: Place, ids: string[]) {
    return answer(current, await this.acts.revoke(current, ids), (count) =>
      say('{{count}} members are revoked; their access has ended.', { count }),
    );
  }

  async restore(current: Place, ids: string[]) {
    return answer(current, await this.acts.restore(current, ids), (count) =>
      say('{{count}} members are restored.', { count }),
    );
  }

  /** Asks once more, with names. */
  async ask(current: Place, ids: string[]) {
    return page('members/removal', { members: await chosenMembers(current, ids) });
  }

  async remove(current: Place, ids: string[]) {
    const outcomes = await this.acts.remove(current, ids);
    return answer(current, outcomes, (count) => say('{{count}} members are removed.', { count }), 'list');
  }
}
