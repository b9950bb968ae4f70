import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decrypt, encrypt } from '../keys/enc-string.js';
import { authenticationHash, hashForStorage, type Kdf, masterKey, matchesStored, stretch } from '../keys/kdf.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import { Message, say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';
import { HashingQueue } from './hashing.js';
import { KeyPairs } from './key-pairs.js';
import { Keyring } from './keyring.js';
import { type PasswordProblem, passwordProblem } from './password-rules.js';
import type { User } from './user.entity.js';

/** The key derivation of new accounts. */
export const ACCOUNT_KDF = Symbol('account kdf');

/** What an account keeps of its master password and keys. */
export type AccountKeys = Pick<User, 'kdf' | 'kdfSalt' | 'passwordHash' | 'userKey' | 'publicKey' | 'privateKey'>;
type PasswordPart = Pick<User, 'kdf' | 'kdfSalt' | 'passwordHash' | 'userKey'>;

const PROBLEMS: Record<PasswordProblem, Message> = {
  'too-short': say('Use at least {{min}} characters; four or five random words are good.', { min: 12 }),
  'too-long': say('Use at most {{max}} characters.', { max: 128 }),
  personal: say('This is made of a name or address that others know. Choose words that have nothing to do with you.'),
  common: say('This is on the lists of common passwords that attackers try first. Choose another one.'),
  guessable: say('This could be guessed. Make it longer, for example four or five random words.'),
};

/** Master passwords: derived, checked, changed. The server sees them while somebody signs in and keeps none. */
@Injectable()
export class Passwords {
  /** Stands in for an account that is not there, so that the same work is done for it. */
  private readonly nobody: PasswordPart;

  constructor(
    private readonly queue: HashingQueue,
    private readonly keyPairs: KeyPairs,
    @Inject(ACCOUNT_KDF) private readonly kdf: Kdf,
  ) {
    this.nobody = { kdf, kdfSalt: 'nobody', passwordHash: hashForStorage(randomBytes(32)), userKey: '' };
  }

  /** Opens the keyring with the right password; undefined with a wrong one, after the same work. */
  async open(user: PasswordPart | null, password: string): Promise<Keyring | undefined> {
    const { kdf, kdfSalt, passwordHash, userKey } = user ?? this.nobody;
    const master = await this.queue.run(() => masterKey(password, kdfSalt, kdf));
    const matches = matchesStored(await authenticationHash(master, password), passwordHash);
    if (!matches || !user) return undefined;
    return new Keyring(SymmetricKey.from(decrypt(userKey, stretch(master))));
  }

  /** Everything an account needs, for a password that keeps the rules. */
  async newAccount(password: string, email: string): Promise<AccountKeys & { keyring: Keyring }> {
    const userKey = SymmetricKey.random();
    const pair = await this.keyPairs.make();
    const part = await this.wrap(userKey, password, email);
    return {
      ...part,
      publicKey: pair.publicKey,
      privateKey: encrypt(pair.privateKey, userKey),
      keyring: new Keyring(userKey),
    };
  }

  /** The same user key under another master password. */
  async change(user: User, keyring: Keyring, password: string): Promise<PasswordPart> {
    return this.wrap(keyring.userKey, password, user.kdfSalt);
  }

  /** @throws Refusal at `field`, with the reason */
  check(password: string, about: string[], field = 'password'): void {
    const problem = passwordProblem(password, about);
    if (problem) throw new Refusal(undefined, { [field]: PROBLEMS[problem] });
  }

  private async wrap(userKey: SymmetricKey, password: string, salt: string): Promise<PasswordPart> {
    const master = await this.queue.run(() => masterKey(password, salt, this.kdf));
    return {
      kdf: this.kdf,
      kdfSalt: salt,
      passwordHash: hashForStorage(await authenticationHash(master, password)),
      userKey: encrypt(userKey.bytes, stretch(master)),
    };
  }
}
