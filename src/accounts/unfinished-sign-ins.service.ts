import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { randomToken, tokenHash } from '../keys/tokens.js';
import type { Current } from '../web/current.js';
import type { Exchange } from '../web/http.js';
import { Keyring } from './keyring.js';
import { LinkCookies } from './link-cookies.js';
import { UnfinishedSignIn } from './unfinished-sign-in.entity.js';
import { User } from './user.entity.js';
import type { Verified } from './verified.js';

const COOKIE = 'unfinished-sign-in';
const TABLE = 'unfinished_sign_ins';
const MINUTES = 10;

/** People whose password was right and who still have to type a code. Their keys lie sealed under a cookie of its own. */
@Injectable()
export class UnfinishedSignIns {
  constructor(private readonly cookies: LinkCookies) {}

  async begin({ request, reply }: Exchange, { user, keyring }: Verified): Promise<void> {
    const { db, now } = request.current as Current;
    const secret = randomToken();
    const id = tokenHash(secret);
    const expiresAt = new Date(now.getTime() + MINUTES * 60_000);
    const { id: userId, passwordHash } = user;
    const sealed = keyring.sealFor(secret, id, TABLE);
    await db.insert(UnfinishedSignIn, { id, userId, passwordHash, keyring: sealed, expiresAt });
    this.cookies.keep(reply, COOKIE, secret);
  }

  /** The account, with the password that was typed; undefined when there is none, or it took too long. */
  async user({ request }: Pick<Exchange, 'request'>): Promise<User | undefined> {
    const secret = this.cookies.read(request, COOKIE);
    if (!secret) return undefined;
    const { db, now } = request.current as Current;
    const row = await db.findOneBy(UnfinishedSignIn, { id: tokenHash(secret), expiresAt: MoreThan(now) });
    if (!row) return undefined;
    const user = await db.findOneByOrFail(User, { id: row.userId });
    return { ...user, passwordHash: row.passwordHash };
  }

  /** Opens the keyring, once: of two who finish the same sign-in, the other finds nothing. */
  async end({ request, reply }: Exchange): Promise<Keyring | undefined> {
    const { db } = request.current as Current;
    const secret = this.cookies.read(request, COOKIE) ?? '';
    const id = tokenHash(secret);
    const row = await db.findOneBy(UnfinishedSignIn, { id });
    const { affected } = await db.delete(UnfinishedSignIn, { id });
    this.cookies.forget(reply, COOKIE);
    return row && affected ? Keyring.unseal(row.keyring, secret, id, TABLE) : undefined;
  }
}
