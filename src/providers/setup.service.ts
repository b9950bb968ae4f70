import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Accounts, type PreparedAccount } from '../accounts/accounts.service.js';
import { asPerson } from '../accounts/as-person.js';
import type { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { memberNames } from '../client-orgs/member-names.js';
import { transaction } from '../database/transaction.js';
import { encrypt } from '../keys/enc-string.js';
import { makeRecoveryCode, readRecoveryCode, recoveryKey } from '../keys/recovery-code.js';
import { wrap } from '../keys/rsa.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import { tokenHash } from '../keys/tokens.js';
import type { Current, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuseField } from '../web/refusal.js';
import { Provider } from './provider.entity.js';
import { Seats } from './seats.service.js';
import type { SetupForm } from './setup.form.js';
import { SetupLink } from './setup-link.entity.js';

interface SetUp {
  user: User;
  account: PreparedAccount;
  providerId: string;
  recoveryCode: string;
}

/** The first steps of a provider, by a link that the operator hands out. */
@Injectable()
export class Setup {
  constructor(
    private readonly accounts: Accounts,
    private readonly seats: Seats,
  ) {}

  /** @throws NotThere without the token of an open link */
  async checkLink(current: Current, token?: string): Promise<SetupLink> {
    const link = token ? await current.db.findOneBy(SetupLink, { tokenHash: tokenHash(token) }) : null;
    if (!link || link.usedAt || link.expiresAt <= current.now) throw new NotThere();
    return link;
  }

  /** Makes the provider, its first admin, its keys and its seat pools, and uses the link up; or nothing. */
  async create(current: Current, form: SetupForm, token?: string): Promise<SetUp> {
    const link = await this.checkLink(current, token);
    if (await this.accounts.find(current, form.email)) {
      throw refuseField(
        'email',
        say('There is an account with this address already. Use another address for this provider.'),
      );
    }
    const account = await this.accounts.prepare(
      { name: form.name, email: form.email, locale: form.locale, timeZone: form.timeZone },
      form.password,
      [form.providerName],
    );
    const providerKey = SymmetricKey.random();
    const recoveryCode = makeRecoveryCode();
    const provider = newProvider(
      current,
      form,
      encrypt(providerKey.bytes, recoveryKey(readRecoveryCode(recoveryCode))),
    );
    const user = await transaction(current, async (current) => {
      const { affected } = await current.db
        .createQueryBuilder()
        .update(SetupLink)
        .set({ usedAt: current.now })
        .where('id = :id AND used_at IS NULL', { id: link.id })
        .execute();
      if (!affected) throw new NotThere();
      const user = await this.accounts.create(current, account);
      await this.found({ ...asPerson(current, user), provider } as never, provider, user, providerKey, form);
      return user;
    });
    return { user, account, providerId: provider.id, recoveryCode };
  }

  private async found(
    current: ProviderCurrent,
    provider: Provider,
    user: User,
    providerKey: SymmetricKey,
    form: SetupForm,
  ): Promise<void> {
    await current.db.insert(Provider, provider);
    await current.db.insert(Member, {
      id: uuid(),
      providerId: provider.id,
      organizationId: null,
      userId: user.id,
      email: user.email,
      ...memberNames(user.name, user.email),
      role: 'provider-admin',
      status: 'confirmed',
      wrappedKey: wrap(providerKey, user.publicKey),
      invitedBy: null,
      invitedAt: current.now,
      acceptedAt: current.now,
      confirmedAt: current.now,
    });
    await this.seats.open(current, 'teams', { minimum: form.teamsMinimum, price: form.teamsPrice });
    await this.seats.open(current, 'enterprise', { minimum: form.enterpriseMinimum, price: form.enterprisePrice });
    await record(current, 'provider.created', provider);
  }
}

const newProvider = (current: Current, form: SetupForm, recovery: string): Provider => ({
  id: uuid(),
  name: form.providerName,
  phone: '',
  billingEmail: null,
  locale: form.locale,
  timeZone: form.timeZone,
  currency: form.currency,
  recoveryKey: recovery,
  confirmedAdmins: 1,
  requiresTwoStep: true,
  createdAt: current.now,
});
