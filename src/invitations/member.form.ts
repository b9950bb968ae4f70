import { Many, OneOf } from '../web/fields.js';
import { Ids } from '../web/list-fields.js';
import { say } from '../web/message.js';
import type { OrganizationRole } from '../web/rights.js';

/** What the page showed may change; groups and collections that it did not show stay as they are. */
export class MemberForm {
  @OneOf(['owner', 'admin', 'user', 'custom'], say('Choose a role.')) role: OrganizationRole;
  @Many() permissions: string[] = [];
  @Ids() shownGroups: string[] = [];
  @Ids() groups: string[] = [];
  /** Parallel lists: collections, and the level in each; 0 for no access. */
  @Ids() collections: string[] = [];
  @Many() levels: string[] = [];
}
