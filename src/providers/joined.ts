import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { searchText } from '../client-orgs/counters.js';
import { Departure } from '../client-orgs/departure.entity.js';
import { Member } from '../client-orgs/member.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { decrypt, encrypt } from '../keys/enc-string.js';
import { KeyError } from '../keys/key-error.js';
import type { ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { Addition } from './addition.entity.js';
import { OwnerMail } from './owner-mail.js';
import { ProviderMail } from './provider-mail.js';
import { Seats } from './seats.service.js';

/** What adding an existing organization does: its key goes under the provider key, and its seats into the pool. */
@Injectable()
export class Joined {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly seats: Seats,
    private readonly owners: OwnerMail,
    private readonly admins: ProviderMail,
  ) {}

  /**
   * Opens the key that the owner wrapped to this admin, and wraps it under the provider key.
   * @returns EncString type 2. @throws Refusal unless it is this admin's, and opens the organization's own private key
   */
  async handOver(
    current: Unlocked<ProviderCurrent>,
    { askedBy, wrappedKey, organizationId }: Addition,
  ): Promise<string> {
    if (!wrappedKey || !organizationId) throw refuse(say('The owner has not agreed yet.'));
    if (askedBy !== current.person.id)
      throw refuse(say('Only who asked can add it: the owner handed the key to them.'));
    const providerKey = await this.keys.provider(current);
    const { privateKey } = await current.db.findOneByOrFail(Organization, { id: organizationId });
    try {
      const key = await this.keys.handed(current, wrappedKey);
      decrypt(privateKey, key);
      return encrypt(key.bytes, providerKey);
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      throw refuse(
        say('The key that the owner handed over does not open for you. Withdraw the question and ask again.'),
      );
    }
  }

  /** In the transaction that has the question's row locked. @throws Refusal when somebody else was faster, or the owner is none any more */
  async add(current: ProviderCurrent, addition: Addition, providerKey: string, reference: string): Promise<string> {
    const { id: providerId } = current.provider;
    const id = addition.organizationId as string;
    const lock = { mode: 'pessimistic_write' } as const;
    const organization = await current.db.findOneOrFail(Organization, { where: { id }, lock });
    const { name, plan, seats, ownerEmail } = organization;
    if (organization.providerId) throw refuse(say('{{name}} has a provider already.', { name }));
    const agreed = {
      organizationId: id,
      userId: addition.agreedBy as string,
      role: 'owner',
      status: 'confirmed',
    } as const;
    if (!(await current.db.findOne(Member, { select: { id: true }, where: agreed, lock }))) {
      throw refuse(say('Who agreed is no confirmed owner of {{name}} any more. Ask again.', { name }));
    }
    const change = { plan, change: seats, kind: 'client-added' as const, client: organization, clients: 1 };
    const { changeId } = await this.seats.change(current, change);
    const search = searchText(name, reference, ownerEmail);
    await current.db.update(Organization, { id }, { providerId, providerKey, reference, search });
    await current.db.delete(Departure, { organizationId: id });
    await current.db.delete(Addition, { organizationId: id });
    await record(current, 'client.added', organization, { seats, plan }, { organizationId: id, providerId });
    await this.owners.send(current, { id, providerId }, 'client-added', { changeId });
    await this.admins.send(current, providerId, 'client-added-provider', { changeId });
    return id;
  }
}
