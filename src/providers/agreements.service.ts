import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Unlocked } from '../accounts/keyring.js';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Member } from '../client-orgs/member.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import type { ConfirmationForm } from '../invitations/confirmation.form.js';
import { FingerprintCheck } from '../invitations/fingerprint-check.js';
import { decrypt } from '../keys/enc-string.js';
import { wrap } from '../keys/rsa.js';
import { SecretBox } from '../keys/seal.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import { Addition } from './addition.entity.js';
import { OPEN_DAYS } from './additions.service.js';
import { Provider } from './provider.entity.js';

const DAY = 24 * 3600 * 1000;

/** A provider's question, with the admin to whom the organization's key would go. */
interface Question {
  addition: Addition;
  provider: Provider;
  asker: User;
  /** Positions, 0 to 4, of the two words to ask the admin for. */
  asked: [number, number];
  /** Question, admin and key as shown; nothing is handed over once one of them is another. */
  subject: string;
}

/** An owner's answer to a provider that wants to add the organization. */
@Injectable()
export class Agreements {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly words: FingerprintCheck,
    private readonly box: SecretBox,
    private readonly outbox: Outbox,
  ) {}

  /** Asked of this owner, and open. */
  async find(current: ClientCurrent, id: string): Promise<Question> {
    const { db, now, person, client } = current;
    const addition = await db.findOneBy(Addition, { id, email: person.email });
    const elsewhere = addition?.organizationId && addition.organizationId !== client.id;
    if (client.providerId || !addition || addition.expiresAt <= now || elsewhere) throw new NotThere();
    const provider = await db.findOneByOrFail(Provider, { id: addition.providerId });
    const asker = await db.findOneByOrFail(User, { id: addition.askedBy });
    const subject = this.box.mac(['agree', id, client.id, asker.id, asker.email, asker.publicKey].join(' '));
    return { addition, provider, asker, asked: this.words.asked(current, id), subject };
  }

  /** What the page about it shows. */
  async page(current: ClientCurrent, id: string) {
    const { addition, provider, asker, asked, subject } = await this.find(current, id);
    const [first, second] = asked.map((position) => position + 1);
    const { seats } = await current.db.findOneByOrFail(Organization, { id: current.client.id });
    return { addition, byProvider: provider, asker, first, second, seats, values: { subject } };
  }

  /** Wraps the organization's key to the admin who asked. @throws Refusal when the words or the key differ */
  async agree(current: Unlocked<ClientCurrent>, id: string, form: ConfirmationForm): Promise<Provider> {
    const { provider, asker, asked, subject } = await this.find(current, id);
    if (form.subject !== subject) {
      throw refuse(say('The key or address of this admin has changed since. Nothing was handed over; compare again.'));
    }
    const comparison = await this.words.compare(current, form, asker, asked);
    const key = await this.keys.own(current);
    const { privateKey } = await current.db.findOneByOrFail(Organization, { id: current.client.id });
    decrypt(privateKey, key);
    const wrappedKey = wrap(key, asker.publicKey);
    await transaction(current, async (current) => {
      const { id: organizationId, name, providerId } = await lockedOrganization(current, current.client.id);
      const now = await this.find(current, id);
      if (providerId || now.subject !== subject || !(await this.isAdmin(current, provider.id, asker.id)))
        throw changed();
      const expiresAt = new Date(current.now.getTime() + OPEN_DAYS * DAY);
      const given = { organizationId, agreedBy: current.person.id, agreedAt: current.now, wrappedKey, expiresAt };
      const { affected } = await current.db.update(Addition, { id, organizationId: IsNull() }, given);
      if (!affected) throw changed();
      const logs = { organizationId, providerId: provider.id };
      const target = { id: organizationId, name };
      await record(current, 'addition.agreed', target, { provider: provider.name, comparison }, logs);
      await this.tell(current, now, 'addition-agreed', { additionId: id });
    });
    return provider;
  }

  /** No, or no longer: what was handed over is gone again, as long as the provider has not added the organization. */
  async decline(current: ClientCurrent, id: string): Promise<Provider> {
    const { provider } = await this.find(current, id);
    await transaction(current, async (current) => {
      await lockedOrganization(current, current.client.id);
      const question = await this.find(current, id);
      await current.db.delete(Addition, { id });
      const logs = { organizationId: current.client.id, providerId: provider.id };
      await record(current, 'addition.declined', current.client, { provider: provider.name }, logs);
      await this.tell(current, question, 'addition-declined', { email: current.person.email });
    });
    return provider;
  }

  private isAdmin({ db }: ClientCurrent, providerId: string, userId: string): Promise<boolean> {
    return db.existsBy(Member, { providerId, userId, role: 'provider-admin', status: 'confirmed' });
  }

  private async tell(
    current: ClientCurrent,
    { asker, provider }: Question,
    letter: string,
    ids: Record<string, string>,
  ) {
    const { id: userId, email: to } = asker;
    const about = { ...ids, userId, providerId: provider.id };
    await this.outbox.send(current, { letter, to, ids: about, providerId: provider.id });
  }
}

const changed = () => refuse(say('This has changed meanwhile. Go back and look again.'));
