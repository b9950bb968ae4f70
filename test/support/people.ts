import { randomUUID } from 'node:crypto';
import { Signer } from '@fastify/cookie';
import { v7 as uuid } from 'uuid';
import { Accounts } from '../../src/accounts/accounts.service.js';
import type { Keyring } from '../../src/accounts/keyring.js';
import { KnownBrowsers } from '../../src/accounts/known-browsers.js';
import { Session } from '../../src/accounts/session.entity.js';
import { SESSION_DAYS, sessionRowId } from '../../src/accounts/session.store.js';
import { User } from '../../src/accounts/user.entity.js';
import { adjustAdmins } from '../../src/client-orgs/counters.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { memberNames } from '../../src/client-orgs/member-names.js';
import { fingerprintPhrase } from '../../src/keys/fingerprint.js';
import { wrap } from '../../src/keys/rsa.js';
import { SecretBox } from '../../src/keys/seal.js';
import { Provider as ProviderRow } from '../../src/providers/provider.entity.js';
import { Setup } from '../../src/providers/setup.service.js';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { cookieName } from '../../src/web/cookies.js';
import type { Locale } from '../../src/web/locales.js';
import type { ProviderRole } from '../../src/web/rights.js';
import { Browser } from './browser.js';
import { Provider } from './provider.js';
import type { World } from './world.js';

export const PASSWORD = 'gravel-otter-mandolin-quartz';

/** Something that no other test has: `unique('anna')` gives anna-3f9c01. */
export const unique = (word: string): string => `${word}-${randomUUID().slice(0, 8)}`;

/** Somebody with an account, and the browser they use. */
export class Person extends Browser {
  constructor(
    readonly world: World,
    readonly user: User,
    readonly keyring: Keyring,
  ) {
    super(world.wire, world.config.baseUrl);
  }

  get id(): string {
    return this.user.id;
  }
  get name(): string {
    return this.user.name;
  }
  get email(): string {
    return this.user.email;
  }
  get fingerprint(): string[] {
    return fingerprintPhrase(this.user.id, this.user.publicKey);
  }

  /** Nobody is signed in here any more, but in this browser it was done before: a new one is mailed about. */
  forgetsSession(): void {
    const { world, cookies } = this;
    const { signCookie } = world.app.getHttpAdapter().getInstance();
    const setCookie = (name: string, value: string) => cookies.set(name, encodeURIComponent(signCookie(value)));
    cookies.clear();
    world.get(KnownBrowsers).remember({} as never, { setCookie } as never, this.email);
  }

  /** As the sign-in page leaves people, without the page: for tests that are about something else. */
  async isSignedIn(): Promise<this> {
    const { world, user, cookies } = this;
    const secret = randomUUID();
    const [id, now] = [sessionRowId(secret), world.clock.now()];
    const [key] = world.get(SecretBox).keys('session cookie');
    const cookie = new Signer(key.toString('base64')).sign(secret);
    this.forgetsSession();
    await world.db.insert(Session, {
      ...{ id, userId: user.id, keyring: this.keyring.sealFor(secret, id), ip: '127.0.0.1', agent: 'Clientele tests' },
      ...{
        createdAt: now,
        seenAt: now,
        passwordAt: now,
        expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
      },
    });
    cookies.set(cookieName(world.config, 'session'), encodeURIComponent(cookie));
    return this;
  }

  async signsIn(password = PASSWORD): Promise<this> {
    this.forgetsSession();
    await this.visit('/sign-in');
    await this.submit('Sign in', { email: this.email, password });
    if (this.page.heading === 'Sign in') throw new Error(`${this.email} cannot sign in: ${this.page.errors}`);
    return this;
  }

  /** Types the master password where the page asks for it. */
  async unlocksIfAsked(): Promise<void> {
    if (this.page.heading === 'Type your master password') await this.submit('Continue', { unlockPassword: PASSWORD });
  }
}

export interface Wishes {
  name?: string;
  locale?: Locale;
  currency?: string;
  /** Whether its members have to have two-step login, as every provider has it until it says otherwise. */
  twoStep?: boolean;
  /** Seats bought already. */
  teams?: number;
  enterprise?: number;
  /** In minor units. */
  teamsPrice?: number;
  enterprisePrice?: number;
}

/** A provider with its keys, seat pools and confirmed admin, who is signed in. */
export async function aProvider(world: World, wishes: Wishes = {}): Promise<Provider> {
  const { name = unique('Nordic IT'), locale = 'en', currency = 'EUR' } = wishes;
  const email = `${unique('asa')}@msp.example`;
  const current = world.operator;
  const form = {
    ...{ providerName: name, name: 'Åsa Öberg', email, emailAgain: email, password: PASSWORD, passwordAgain: PASSWORD },
    ...{ locale, timeZone: 'Europe/Stockholm', currency },
    ...{ teamsMinimum: wishes.teams ?? 0, teamsPrice: wishes.teamsPrice ?? 400 },
    ...{ enterpriseMinimum: wishes.enterprise ?? 0, enterprisePrice: wishes.enterprisePrice ?? 600 },
  };
  const made = await world.get(Setup).create(current, form, await makeSetupLink(current));
  await world.db.update(ProviderRow, { id: made.providerId }, { requiresTwoStep: wishes.twoStep ?? false });
  const admin = await new Person(world, made.user, made.account.keyring).isSignedIn();
  return new Provider(world, made.providerId, name, admin, made.recoveryCode);
}

/** Somebody who has an account, is signed in and belongs to nothing. */
export async function aStranger(world: World, { name = 'Sten Främling', email = '', locale = 'en' as Locale } = {}) {
  const address = email || `${unique('sten')}@elsewhere.example`;
  const accounts = world.get(Accounts);
  const account = await accounts.prepare({ name, email: address, locale, timeZone: 'UTC' }, PASSWORD);
  return new Person(world, await accounts.create(world.operator, account), account.keyring).isSignedIn();
}

/** A confirmed member of the provider, without pages. */
async function aMember(provider: Provider, role: ProviderRole, name: string, person?: Person): Promise<Person> {
  const { world } = provider;
  const member = person ?? (await aStranger(world, { name, email: `${unique(role)}@msp.example` }));
  const { now } = world.operator;
  await world.db.insert(Member, {
    ...{ id: uuid(), providerId: provider.id, organizationId: null, userId: member.id, email: member.email },
    ...memberNames(member.name, member.email),
    ...{ role, status: 'confirmed', trouble: null, wrappedKey: wrap(await provider.key(), member.user.publicKey) },
    ...{ invitedBy: provider.admin.id, invitedAt: now, acceptedAt: now, confirmedAt: now },
  } as Member);
  if (role === 'provider-admin') await adjustAdmins({ db: world.db }, provider.id, 1);
  return member;
}

export const aServiceUser = (provider: Provider, person?: Person) =>
  aMember(provider, 'service-user', 'Siv Service', person);
export const anotherAdmin = (provider: Provider, person?: Person) =>
  aMember(provider, 'provider-admin', 'Arne Admin', person);
