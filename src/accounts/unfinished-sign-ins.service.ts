import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { randomToken, tokenHash } from '../keys/tokens.js';
import type { Current } from '../web/current.js';
import { Keyring } from './keyring.js';
import { UnfinishedSignIn } from './unfinished-sign-in.entity.js';
import { User } from './user.entity.js';
import type { Verified } from './verified.js';

const TABLE = 'unfinished_sign_ins';
const MINUTES = 10;

/** People whose password was right and who still have to type a code. Their keys lie sealed under a cookie of its own. */
@Injectable()
export class UnfinishedSignIns {
  /** @returns the secret for the cookie */
  async begin({ db, now }: Current, { user, keyring }: Verified): Promise<string> {
    const secret = randomToken();
    const id = tokenHash(secret);
    const expiresAt = new Date(now.getTime() + MINUTES * 60_000);
    const { id: userId, passwordHash } = user;
    const sealed = keyring.sealFor(secret, id, TABLE);
    await db.insert(UnfinishedSignIn, { id, userId, passwordHash, keyring: sealed, expiresAt });
    return secret;
  }

  /** The account, with the password that was typed; undefined when there is none, or it took too long. */
  async user({ db, now }: Current, secret?: string): Promise<User | undefined> {
    if (!secret) return undefined;
    const row = await db.findOneBy(UnfinishedSignIn, { id: tokenHash(secret), expiresAt: MoreThan(now) });
    if (!row) return undefined;
    const user = await db.findOneByOrFail(User, { id: row.userId });
    return { ...user, passwordHash: row.passwordHash };
  }

  /** Opens the keyring, once: of two who finish the same sign-in, the other finds nothing. */
  async end({ db }: Current, secret: string): Promise<Keyring | undefined> {
    const id = tokenHash(secret);
    const row = await db.findOneBy(UnfinishedSignIn, { id });
    const { affected } = await db.delete(UnfinishedSignIn, { id });
    return row && affected ? Keyring.unseal(row.keyring, secret, id, TABLE) : undefined;
  }
}
