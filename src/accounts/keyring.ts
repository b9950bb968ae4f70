import { decrypt } from '../keys/enc-string.js';
import { hkdf } from '../keys/hkdf.js';
import { unwrap } from '../keys/rsa.js';
import { open, seal } from '../keys/seal.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import type { Current } from '../web/current.js';

/** Where a keyring waits for its cookie. */
type Table = 'sessions' | 'unfinished_sign_ins';

/** The keys of a person who typed the master password in this session. */
export class Keyring {
  constructor(readonly userKey: SymmetricKey) {}

  /**
   * Opens a provider's or organization's key that was wrapped to this person.
   * @param privateKey the account's private key, EncString type 2 under the user key
   * @param wrappedKey EncString type 4
   */
  open(privateKey: string, wrappedKey: string): SymmetricKey {
    return unwrap(wrappedKey, decrypt(privateKey, this.userKey));
  }

  /** Sealed for a row under the secret of its own cookie: neither database nor configuration open it. */
  sealFor(secret: string, rowId: string, table: Table = 'sessions'): string {
    return seal(this.userKey.bytes, sealingKey(secret), place(table, rowId));
  }

  static unseal(sealed: string, secret: string, rowId: string, table: Table = 'sessions'): Keyring {
    return new Keyring(SymmetricKey.from(open(sealed, sealingKey(secret), place(table, rowId))));
  }
}

const sealingKey = (secret: string) => hkdf(Buffer.from(secret), '', 'clientele session keyring', 32);
const place = (table: Table, rowId: string) => `${table}.keyring ${rowId}`;

/** A `Current` whose person typed the master password: asked for by the verbs that hand over or use a key. */
export type Unlocked<C extends Current> = C & { keyring: Keyring };
