import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import type { Current } from '../web/current.js';
import type { Locale } from '../web/locales.js';
import type { Keyring } from './keyring.js';
import { type AccountKeys, Passwords } from './passwords.js';
import { User } from './user.entity.js';

export interface NewAccount {
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
}

/** An account's keys, derived before the transaction that makes the account. */
export type PreparedAccount = NewAccount & AccountKeys & { keyring: Keyring };

@Injectable()
export class Accounts {
  constructor(private readonly passwords: Passwords) {}

  /** Derives the keys. @throws Refusal at the field `password` when the password breaks the rules */
  async prepare(account: NewAccount, password: string, about: string[] = []): Promise<PreparedAccount> {
    this.passwords.check(password, [account.name, account.email, ...about]);
    return { ...account, ...(await this.passwords.newAccount(password, account.email)) };
  }

  async create(current: Current, { keyring: _, ...account }: PreparedAccount): Promise<User> {
    const user: User = { id: uuid(), createdAt: current.now, ...account };
    await current.db.insert(User, user);
    await record(current, 'account.created', user, {}, { userId: user.id });
    return user;
  }

  find(current: Current, email: string): Promise<User | null> {
    return current.db.findOneBy(User, { email });
  }
}
