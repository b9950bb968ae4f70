import { Entity } from 'typeorm';
import { Code, Count, Exact, Fixed, Flag, Id, Name, Time } from '../database/columns.js';
import type { Locale } from '../web/locales.js';

/** A managed service provider. */
@Entity('providers')
export class Provider {
  @Id() id: string;
  @Name(50) name: string;
  @Exact(50) phone: string;
  @Exact(256, { nullable: true }) billingEmail: string | null;
  @Code(5) locale: Locale;
  @Code(64) timeZone: string;
  @Fixed(3) currency: string;
  /** The provider key, EncString type 2 under the recovery code's key. */
  @Code(255) recoveryKey: string;
  /** Changed with `adjustAdmins` alone, see client-orgs/counters.ts. */
  @Count({ default: 1 }) confirmedAdmins: number;
  /** Of everybody in the provider. */
  @Flag({ default: true }) requiresTwoStep: boolean;
  @Time() createdAt: Date;
}
