import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import type { Current, PersonCurrent } from '../web/current.js';
import type { Locale } from '../web/locales.js';
import type { MessageValue } from '../web/message.js';
import { AccountFollowers } from './account-followers.js';
import type { Keyring } from './keyring.js';
import { type AccountKeys, Passwords } from './passwords.js';
import { User } from './user.entity.js';

interface NewAccount {
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
}

/** What people say about themselves. */
export type Profile = Pick<NewAccount, 'name' | 'locale' | 'timeZone'>;

/** An account's keys, derived before the transaction that makes the account. */
export type PreparedAccount = NewAccount & AccountKeys & { keyring: Keyring };

@Injectable()
export class Accounts {
  constructor(
    private readonly passwords: Passwords,
    private readonly followers: AccountFollowers,
  ) {}

  /** Derives the keys. @throws Refusal at the field `password` when the password breaks the rules */
  async prepare(account: NewAccount, password: string, about: string[] = []): Promise<PreparedAccount> {
    this.passwords.check(password, [account.name, account.email, ...about]);
    return { ...account, ...(await this.passwords.newAccount(password, account.email)) };
  }

  async create(current: Current, { keyring: _, ...account }: PreparedAccount): Promise<User> {
    const user: User = {
      ...{ id: uuid(), createdAt: current.now, twoStepSeed: null, twoStepLast: null, twoStepAt: null },
      ...account,
    };
    await current.db.insert(User, user);
    await record(current, 'account.created', user, {}, { userId: user.id });
    return user;
  }

  find(current: Current, email: string): Promise<User | null> {
    return current.db.findOneBy(User, { email });
  }

  mine(current: PersonCurrent): Promise<User> {
    return current.db.findOneByOrFail(User, { id: current.person.id });
  }

  async update(current: PersonCurrent, { name, locale, timeZone }: Profile): Promise<void> {
    await transaction(current, async (current) => {
      const { id } = current.person;
      const before = await current.db.findOneOrFail(User, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const profile: Profile = { name, locale, timeZone };
      const changes: Record<string, MessageValue> = {};
      for (const field of Object.keys(profile) as (keyof Profile)[]) {
        if (before[field] === profile[field]) continue;
        changes[`${field}.old`] = before[field];
        changes[`${field}.new`] = profile[field];
      }
      if (Object.keys(changes).length === 0) return;
      await current.db.update(User, { id }, profile);
      await this.followers.tell(current.db, { ...before, name });
      await record(current, 'account.updated', { id, name }, changes, { userId: id });
    });
  }
}
