import { randomUUID } from 'node:crypto';
import type { Unlocked } from '../../src/accounts/keyring.js';
import { Session } from '../../src/accounts/session.entity.js';
import { User } from '../../src/accounts/user.entity.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import type { SymmetricKey } from '../../src/keys/symmetric-key.js';
import type { NewClientForm } from '../../src/providers/client.form.js';
import { Clients } from '../../src/providers/clients.service.js';
import { Provider as ProviderRow } from '../../src/providers/provider.entity.js';
import { SeatChange } from '../../src/providers/seat-change.entity.js';
import { SeatPool } from '../../src/providers/seat-pool.entity.js';
import type { Plan, ProviderCurrent } from '../../src/web/current.js';
import { providerRights } from '../../src/web/rights.js';
import { Client } from './client.js';
import { type Person, unique } from './people.js';
import type { World } from './world.js';

export interface ClientWishes {
  name?: string;
  email?: string;
  plan?: Plan;
  seats?: number;
  reference?: string;
  locale?: string;
}

/** A provider of a test, with its admin at the keyboard. */
export class Provider {
  constructor(
    readonly world: World,
    readonly id: string,
    readonly name: string,
    readonly admin: Person,
    readonly recoveryCode: string,
  ) {}

  get path(): string {
    return `/providers/${this.id}`;
  }

  /** Through the pages, as a provider admin does. */
  async startsClient(wishes: ClientWishes = {}, by = this.admin): Promise<Client> {
    const { name, email, seats, ...rest } = filled(wishes);
    await by.visit(`${this.path}/clients/new`);
    await by.submit('Add organization', { ...rest, name, email, seats: String(seats) });
    await by.unlocksIfAsked();
    const id = /^\/organizations\/([^/?]+)/.exec(by.page.path)?.[1];
    if (!id) throw new Error(`${name} was not added: ${by.page.errors.join(' ') || by.page.text}`);
    return new Client(this, id, name, email);
  }

  /** Many at a time, without pages: through the service that the pages call. */
  async hasClients(count: number, wishes: (index: number) => ClientWishes = () => ({})): Promise<Client[]> {
    const current = await this.current();
    const clients: Client[] = [];
    for (let index = 0; index < count; index++) {
      const form = { locale: 'en', timeZone: 'UTC', formId: randomUUID(), reference: '', ...filled(wishes(index)) };
      const id = await this.world.get(Clients).create(current, form as NewClientForm);
      clients.push(new Client(this, id, form.name, form.email));
    }
    return clients;
  }

  pool(plan: Plan): Promise<SeatPool> {
    return this.world.db.findOneByOrFail(SeatPool, { providerId: this.id, plan });
  }

  ledger(plan: Plan): Promise<SeatChange[]> {
    return this.world.db.find(SeatChange, { where: { providerId: this.id, plan }, order: { id: 'ASC' } });
  }

  row(): Promise<ProviderRow> {
    return this.world.db.findOneByOrFail(ProviderRow, { id: this.id });
  }

  clients(): Promise<Organization[]> {
    return this.world.db.findBy(Organization, { providerId: this.id });
  }

  async clientNames(): Promise<string[]> {
    return (await this.clients()).map(({ name }) => name);
  }

  /** The provider's key, opened by its admin. */
  async key(): Promise<SymmetricKey> {
    const where = { providerId: this.id, userId: this.admin.id };
    const { wrappedKey } = await this.world.db.findOneByOrFail(Member, where);
    return this.admin.keyring.open(this.admin.user.privateKey, wrappedKey as string);
  }

  /** The admin as services see them: for calling a verb without its page. */
  async current(by = this.admin): Promise<Unlocked<ProviderCurrent>> {
    const { db, operator } = this.world;
    const { id, name, email, locale, timeZone } = await db.findOneByOrFail(User, { id: by.id });
    const provider = await this.row();
    const { id: memberId, role } = await db.findOneByOrFail(Member, { providerId: this.id, userId: id });
    const membership = { memberId, role: role as 'provider-admin', chosenClients: false, provider };
    const session = await db.findOneByOrFail(Session, { userId: id });
    const person = { id, name, email, locale, timeZone, twoStep: false, providers: [membership], organizations: [] };
    const place = { provider, providerMembership: membership, rights: providerRights(membership.role) };
    const actor = { actor: { id, name }, capacity: 'provider admin' as const, keyring: by.keyring };
    return { ...operator, ...actor, ...place, locale, timeZone, person, session, ip: '127.0.0.1' };
  }
}

const filled = (wishes: ClientWishes) => ({
  plan: 'teams',
  name: unique('Client'),
  email: `${unique('eva')}@kund.example`,
  seats: 5,
  ...wishes,
});
