import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { KeyPairs } from '../accounts/key-pairs.js';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { adjust, searchText } from '../client-orgs/counters.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { worksIn } from '../client-orgs/worked-clients.js';
import { Collections } from '../collections/collections.service.js';
import { transaction } from '../database/transaction.js';
import { Invitations } from '../invitations/invitations.service.js';
import { encrypt } from '../keys/enc-string.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import type { ProviderClientCurrent, ProviderCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { once } from '../web/once.js';
import { refuseField } from '../web/refusal.js';
import { words } from '../web/words.js';
import type { EditClientForm, NewClientForm } from './client.form.js';
import { Seats } from './seats.service.js';

const DEFAULT_COLLECTION = say('Default collection');

/** Client organizations, as their provider makes and manages them. */
@Injectable()
export class Clients {
  constructor(
    private readonly seats: Seats,
    private readonly keys: OrganizationKeys,
    private readonly keyPairs: KeyPairs,
    private readonly collections: Collections,
    private readonly invitations: Invitations,
  ) {}

  /**
   * Makes the organization with its keys, seats, default collection and owner's invitation in one transaction, or nothing; once
   * for each time the form was shown.
   * @returns the client's id
   */
  async create(current: Unlocked<ProviderCurrent>, form: NewClientForm): Promise<string> {
    const providerKey = await this.keys.provider(current);
    const key = SymmetricKey.random();
    const pair = await this.keyPairs.make();
    const organization = newOrganization(current, form, {
      publicKey: pair.publicKey,
      privateKey: encrypt(pair.privateKey, key),
      providerKey: encrypt(key.bytes, providerKey),
    });
    return once(current, form.formId, async (current) => {
      const { id, name, plan, seats } = organization;
      await this.seats.change(current, {
        plan,
        change: seats,
        kind: 'client-created',
        client: organization,
        clients: 1,
      });
      await current.db.insert(Organization, organization);
      await this.collections.add(current, id, words(DEFAULT_COLLECTION, organization));
      await this.invitations.inviteOwner(current, organization, form.email);
      await record(current, 'client.created', organization, { name, plan, seats }, { organizationId: id });
      return id;
    });
  }

  find(current: ProviderClientCurrent): Promise<Organization> {
    return current.db.findOneByOrFail(Organization, { id: current.client.id });
  }

  /** Renames, renumbers and resizes. @throws Refusal at `seats` below the seats in use, or for a purchase without the right */
  async update(current: ProviderClientCurrent, form: EditClientForm): Promise<void> {
    await transaction(current, async (current) => {
      const client = await lockedOrganization(current, current.client.id);
      const { seats, occupied } = client;
      if (form.seats < occupied) {
        const counts = { count: occupied, seats };
        throw refuseField('seats', say('{{count}} of {{seats}} seats are in use; choose {{count}} or more.', counts));
      }
      await this.describe(current, client, form);
      await this.resize(current, { ...client, name: form.name }, form.seats);
    });
  }

  /** In the transaction that has the client's row locked. @throws Refusal at `seats` for a purchase without the right */
  async resize(current: ProviderCurrent, { id, name, plan, seats }: Organization, wanted: number): Promise<void> {
    const change = wanted - seats;
    if (change === 0) return;
    await this.seats.change(current, { plan, change, kind: 'client-resized', client: { id, name } });
    await adjust(current, id, { seats: change });
    await record(current, 'seats.changed', { id, name }, { old: seats, new: wanted });
  }

  /** What is worth knowing about a new client before or after it is made; never a word about other providers' clients. */
  async notes(
    current: ProviderCurrent,
    { name, email }: { name: string; email: string },
    madeId = '',
  ): Promise<Message[]> {
    const { id } = current.provider;
    const works = worksIn(current.providerMembership);
    const [same]: { name: string }[] = await current.db.query(
      `SELECT o.name FROM organizations o WHERE o.provider_id = ? AND o.name = ? AND o.id <> ? ${works.where} LIMIT 1`,
      [id, name, madeId, ...works.values],
    );
    const [owns]: { name: string }[] = await current.db.query(
      `SELECT o.name FROM members m JOIN organizations o ON o.id = m.organization_id
       WHERE m.email = ? AND m.role = 'owner' AND o.provider_id = ? AND o.id <> ? ${works.where} LIMIT 1`,
      [email, id, madeId, ...works.values],
    );
    return [
      ...(same ? [say('You have another client with the name {{name}}.', { name: same.name })] : []),
      ...(owns ? [say('{{email}} is an owner of your client {{name}} too.', { email, name: owns.name })] : []),
    ];
  }

  private async describe(current: ProviderClientCurrent, client: Organization, form: EditClientForm): Promise<void> {
    const { id, name, reference, ownerEmail } = client;
    if (name === form.name && reference === form.reference) return;
    const search = searchText(form.name, form.reference, ownerEmail);
    await current.db.update(Organization, { id }, { name: form.name, reference: form.reference, search });
    if (name !== form.name)
      await record(current, 'client.renamed', { id, name: form.name }, { old: name, new: form.name });
    if (reference !== form.reference)
      await record(current, 'client.updated', { id, name: form.name }, { old: reference, new: form.reference });
  }
}

function newOrganization(
  current: ProviderCurrent,
  form: NewClientForm,
  keys: Pick<Organization, 'publicKey' | 'privateKey' | 'providerKey'>,
): Organization {
  const { name, reference, email, plan, seats, locale, timeZone } = form;
  return {
    ...{ id: uuid(), providerId: current.provider.id, name, reference, plan, status: 'active', locale, timeZone },
    ...{
      seats,
      occupied: 0,
      remaining: seats,
      waiting: 0,
      undelivered: 0,
      confirmedOwners: 0,
      ownerConfirmedAt: null,
      attention: 1,
      standing: 3,
    },
    ownerEmail: email,
    search: searchText(name, reference, email),
    ...keys,
    createdAt: current.now,
    ...{ limitCollectionCreation: 1, limitCollectionDeletion: 1, limitItemDeletion: 0, adminsManageAll: 1 },
    ...{ providerConfirms: 'always', itemsRevision: 0 },
  };
}
