import { Entity, Index } from 'typeorm';
import { Code, FixedKey, Refers, Time } from '../database/columns.js';

/**
 * The password was right and the code is still to come. No session, and nothing that the access guard reads: the id is the hash of
 * a cookie's secret, and the keyring is sealed under that secret.
 */
@Entity('unfinished_sign_ins')
@Index('unfinished_sign_ins_user_id', ['userId'])
@Index('unfinished_sign_ins_expiry', ['expiresAt'])
export class UnfinishedSignIn {
  @FixedKey(64) id: string;
  @Refers('User', 'unfinished_sign_ins_user', 'CASCADE') userId: string;
  /** Of the password that was typed: with another one meanwhile, this comes to nothing. */
  @Code(128) passwordHash: string;
  @Code(300) keyring: string;
  @Time() expiresAt: Date;
}
