import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountFollowers, type ShownAccount } from '../accounts/account-followers.js';
import { nfc } from '../web/spelling.js';
import type { Member } from './member.entity.js';

/** What lists show, sort by and search: the name that is known, else the address. */
export const memberNames = (name: string, email: string): Pick<Member, 'name' | 'search'> => ({
  name: name || email,
  search: nfc([name, email].join('\n').trim()).toLowerCase(),
});

/** Keeps the names in lists of members as the accounts behind them have it. */
@Injectable()
export class MemberNames implements OnModuleInit {
  constructor(private readonly followers: AccountFollowers) {}

  onModuleInit(): void {
    this.followers.add((db, account) => this.follow(db, account));
  }

  private async follow(db: EntityManager, { id, name, email }: ShownAccount): Promise<void> {
    const names = memberNames(name, email);
    await db.query('UPDATE members SET name = ?, search = ? WHERE user_id = ?', [names.name, names.search, id]);
  }
}
