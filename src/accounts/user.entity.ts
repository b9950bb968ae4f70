import { Entity, Index } from 'typeorm';
import { Code, Count, Exact, Id, Json, Name, Time } from '../database/columns.js';
import { Sealed } from '../database/sealed.js';
import type { Kdf } from '../keys/kdf.js';
import type { Locale } from '../web/locales.js';

/** A person's account, with the keys that only their master password opens. */
@Entity('users')
@Index('users_email', ['email'], { unique: true })
export class User {
  @Id() id: string;
  @Exact(256) email: string;
  @Name(50) name: string;
  @Code(5) locale: Locale;
  @Code(64) timeZone: string;
  @Json() kdf: Kdf;
  /** The address at registration; a change of address does not change the master key. */
  @Exact(256) kdfSalt: string;
  @Code(128) passwordHash: string;
  @Code(255) userKey: string;
  @Code(500) publicKey: string;
  @Code(2500) privateKey: string;
  /** What the authenticator app knows; null without two-step login. */
  @Sealed(255, { nullable: true }) twoStepSeed: string | null;
  /** The 30-second step of the newest code that was used: no code works twice. */
  @Count({ nullable: true }) twoStepLast: number | null;
  @Time({ nullable: true }) twoStepAt: Date | null;
  @Time() createdAt: Date;
}
