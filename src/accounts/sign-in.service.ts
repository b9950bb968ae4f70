import { Injectable } from '@nestjs/common';
import { NOBODY, record } from '../audit/record.js';
import type { EventKind } from '../audit/sentences.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse, refuseField } from '../web/refusal.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { noting, Throttling } from './throttling.js';
import { User } from './user.entity.js';
import type { Verified } from './verified.js';

type Account = Pick<User, 'id' | 'kdf' | 'kdfSalt' | 'passwordHash' | 'userKey'>;

/** A raw row: making an entity of it would take longer for an address that is there than for one that is not. */
const ACCOUNT = `SELECT id, kdf, kdf_salt AS kdfSalt, password_hash AS passwordHash, user_key AS userKey
  FROM users WHERE email = ?`;

/** Who types a master password: at sign-in and on unlock. */
@Injectable()
export class SignIn {
  constructor(
    private readonly passwords: Passwords,
    private readonly throttling: Throttling,
    private readonly sessions: Sessions,
  ) {}

  /** The password of the account with this address, throttled. @throws Refusal: `wrong`, or 429, or 503 */
  async verify(
    current: Current,
    email: string,
    password: string,
    knownBrowser?: string,
    wrong = refuse(say('This address and master password do not belong together. Check both and try again.')),
  ): Promise<Verified> {
    const found = await this.try(current, email, password, knownBrowser, 'sign-in.failed');
    if (!found) throw wrong;
    return found;
  }

  /**
   * The master password of the person who is signed in, typed again; their keys are open from then on.
   * @param secret of the session, under which they are sealed
   * @throws Refusal at `field`
   */
  async again(current: PersonCurrent, secret: string, password: string, field: string): Promise<Verified> {
    // This very session is what tells the browser apart: nobody else's failures make it wait.
    const found = await this.try(current, current.person.email, password, current.session.id, 'password.refused');
    if (!found) throw refuseField(field, say('This is not your master password. Check it and try again.'));
    await this.sessions.unlock(current, secret, found.keyring);
    return found;
  }

  private async try(
    current: Current,
    email: string,
    password: string,
    knownBrowser: string | undefined,
    failed: EventKind,
  ): Promise<Verified | undefined> {
    let account: Account | undefined;
    const work = async () => {
      [account] = (await current.db.query(ACCOUNT, [email])) as Account[];
      const keyring = await this.passwords.open(account ?? null, password);
      if (!account || !keyring) return undefined;
      return { user: await current.db.findOneByOrFail(User, { id: account.id }), keyring };
    };
    const found = await noting(this.throttling.attempt(current, email, knownBrowser, work), () =>
      this.note(current, 'sign-in.throttled', email),
    );
    if (!found) await this.note(current, failed, email, account?.id);
    return found;
  }

  private note(current: Current, kind: EventKind, email: string, id?: string): Promise<void> {
    const userId = id ?? current.person?.id;
    // An address that nobody has leaves its event in a log of its own, so that the same statements run for it. Those who have
    // to wait do not line up at one log.
    const log = userId ?? (kind === 'sign-in.throttled' ? undefined : NOBODY);
    return record(current, kind, { id: userId ?? null, name: email }, {}, { userId: log });
  }
}
