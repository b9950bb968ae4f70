import type { Keyring } from './keyring.js';
import type { User } from './user.entity.js';

/** An account whose master password was typed, with the keys that it opened. */
export interface Verified {
  user: User;
  keyring: Keyring;
}
