import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { User } from './user.entity.js';

/** What of an account is shown in other places too. */
export type ShownAccount = Pick<User, 'id' | 'name' | 'email'>;

/** Runs in the transaction that changes the account. */
export type Follows = (db: EntityManager, account: ShownAccount) => Promise<void>;

/** Told when somebody has another name or address; whoever keeps a copy joins in `onModuleInit`. */
@Injectable()
export class AccountFollowers {
  private readonly followers: Follows[] = [];

  add(follower: Follows): void {
    this.followers.push(follower);
  }

  async tell(db: EntityManager, account: ShownAccount): Promise<void> {
    for (const follow of this.followers) await follow(db, account);
  }
}
