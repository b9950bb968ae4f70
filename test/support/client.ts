import { v7 as uuid } from 'uuid';
import { Accounts } from '../../src/accounts/accounts.service.js';
import { Event } from '../../src/audit/event.entity.js';
import { adjust } from '../../src/client-orgs/counters.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { memberNames } from '../../src/client-orgs/member-names.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import { Collections } from '../../src/collections/collections.service.js';
import type { Level } from '../../src/collections/levels.js';
import { MemberAccess } from '../../src/collections/member-access.entity.js';
import { Group } from '../../src/groups/group.entity.js';
import { GroupMember } from '../../src/groups/group-member.entity.js';
import { Acceptance } from '../../src/invitations/acceptance.service.js';
import { decrypt } from '../../src/keys/enc-string.js';
import { wrap } from '../../src/keys/rsa.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';
import { type Permission, writePermissions } from '../../src/web/permissions.js';
import type { OrganizationRole } from '../../src/web/rights.js';
import { lastMailTo } from './mail.js';
import { aStranger, PASSWORD, Person, unique } from './people.js';
import type { Provider } from './provider.js';

export interface MemberWishes {
  role?: OrganizationRole;
  status?: Member['status'];
  permissions?: Permission[];
  /** Somebody who has an account already. */
  person?: Person;
  name?: string;
}

/** A client organization of a test. */
export class Client {
  constructor(
    readonly provider: Provider,
    readonly id: string,
    readonly name: string,
    readonly ownerEmail: string,
  ) {}

  get path(): string {
    return `/organizations/${this.id}`;
  }
  /** Where its provider manages it. */
  get managed(): string {
    return `${this.provider.path}/clients/${this.id}`;
  }
  private get world() {
    return this.provider.world;
  }

  row(): Promise<Organization> {
    return this.world.db.findOneByOrFail(Organization, { id: this.id });
  }

  owner(): Promise<Member> {
    return this.world.db.findOneOrFail(Member, {
      where: { organizationId: this.id, role: 'owner' },
      order: { id: 'ASC' },
    });
  }

  async ownerPath(noun: string): Promise<string> {
    return `${this.path}/members/${(await this.owner()).id}/${noun}`;
  }

  events(kind?: string): Promise<Event[]> {
    return this.world.db.find(Event, {
      where: { organizationId: this.id, ...(kind && { kind: kind as Event['kind'] }) },
      order: { id: 'ASC' },
    });
  }

  /** The link that its owner was mailed last, as a path. */
  async invitation(): Promise<string> {
    const { link } = await lastMailTo(this.world, (await this.owner()).email);
    return new URL(link).pathname;
  }

  /** The owner accepted, with a new account, and is signed in. Without pages. */
  async acceptedOwner(name = 'Eva Ägare'): Promise<Person> {
    const { email } = await this.owner();
    const current = this.world.operator;
    const token = (await this.invitation()).split('/').pop();
    const account = await this.world
      .get(Accounts)
      .prepare({ name, email, locale: 'en', timeZone: 'Europe/Stockholm' }, PASSWORD);
    const acceptance = this.world.get(Acceptance);
    const user = await acceptance.acceptAsNew(current, await acceptance.find(current, token), account);
    return new Person(this.world, user, account.keyring).isSignedIn();
  }

  /** Accepted, and confirmed by the provider's admin through the page, words compared. */
  async confirmedOwner(name?: string): Promise<Person> {
    const owner = await this.acceptedOwner(name);
    await this.confirms(owner);
    if (this.provider.admin.page.errors.length > 0) throw new Error(this.provider.admin.page.errors.join(' '));
    return owner;
  }

  /** The organization's key, opened through its provider's. */
  async key(): Promise<SymmetricKey> {
    const { providerKey } = await this.row();
    return SymmetricKey.from(decrypt(providerKey as string, await this.provider.key()));
  }

  /** One more member, in the state in which the pages leave people; an owner that is `invited` has no account here yet. */
  async hasMember({
    role = 'user',
    status = 'confirmed',
    permissions = [],
    person,
    name,
  }: MemberWishes): Promise<Person> {
    const { world } = this;
    const member =
      person ?? (await aStranger(world, { name: name ?? 'Maja Medlem', email: `${unique(role)}@kund.example` }));
    const { now } = world.operator;
    const accepted = status !== 'invited';
    const confirmed = status === 'confirmed' || status === 'revoked';
    await world.db.insert(Member, {
      ...{
        id: uuid(),
        organizationId: this.id,
        userId: accepted ? member.id : null,
        email: member.email,
        role,
        status,
      },
      ...(accepted ? memberNames(member.name, member.email) : memberNames('', member.email)),
      ...{ permissions: writePermissions(permissions), invitedAt: now, acceptedAt: accepted ? now : null },
      ...{
        wrappedKey: confirmed ? wrap(await this.key(), member.user.publicKey) : null,
        confirmedAt: confirmed ? now : null,
      },
    });
    await adjust({ db: world.db, now }, this.id, {
      occupied: status === 'revoked' ? 0 : 1,
      waiting: status === 'accepted' ? 1 : 0,
      confirmedOwners: status === 'confirmed' && role === 'owner' ? 1 : 0,
    });
    return member;
  }

  /** A group with these members, made without pages. @returns its id */
  async hasGroup(name: string, people: { email: string }[] = []): Promise<string> {
    const { db } = this.world;
    const id = uuid();
    const keys = { nameKey: name.toLowerCase(), createdAt: this.world.operator.now };
    await db.insert(Group, { id, organizationId: this.id, name, ...keys });
    for (const { email } of people) {
      const { id: memberId } = await db.findOneByOrFail(Member, { organizationId: this.id, email });
      await db.insert(GroupMember, { groupId: id, memberId });
    }
    return id;
  }

  /** A collection, made without pages. @returns its id */
  async hasCollection(name: string): Promise<string> {
    return (await this.world.get(Collections).add(this.world.operator, this.id, name)).id;
  }

  /** Gives a member a level in a collection, directly. */
  async gives({ id: userId }: Person, { id: collectionId }: { id: string }, level: Level): Promise<void> {
    const { id: memberId } = await this.world.db.findOneByOrFail(Member, { organizationId: this.id, userId });
    await this.world.db.upsert(MemberAccess, { collectionId, memberId, level }, ['collectionId', 'memberId']);
  }

  /** A provider admin compares two words with the person who accepted, and confirms. */
  async confirms({ fingerprint }: { fingerprint: string[] }, by = this.provider.admin): Promise<void> {
    await by.visit(this.path);
    await by.click('Confirm as owner');
    const [first, second] = wordsAsked(by.page.text).map((number) => fingerprint[number - 1]);
    await by.submit(`Confirm as owner of ${this.name}`, { firstWord: first, secondWord: second });
    await by.unlocksIfAsked();
  }
}

/** The numbers of the words that the page asks for. */
export const wordsAsked = (text: string): number[] =>
  [...text.matchAll(/Word number (\d)/g)].map(([, number]) => Number(number));
