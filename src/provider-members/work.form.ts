import { OneOf, Optional } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { Ids } from '../web/list-fields.js';
import { say } from '../web/message.js';
import type { ProviderRole } from '../web/rights.js';

/** As what somebody works for the provider, and where. Clients that the page did not show stay as they are. */
export class WorkForm extends FormOnce {
  @OneOf(['provider-admin', 'service-user'], say('Choose a role.')) role: ProviderRole;
  @OneOf(['all', 'chosen'], say('Choose in which clients.')) scope: 'all' | 'chosen';
  @Ids() shownClients: string[] = [];
  @Ids() clients: string[] = [];

  /** Provider admins work in all clients. */
  inChosenClients(): boolean {
    return this.role === 'service-user' && this.scope === 'chosen';
  }
}

export class NewProviderMembersForm extends WorkForm {
  /** Twenty addresses and what people put between them. */
  @Optional(10_000) emails = '';
}
