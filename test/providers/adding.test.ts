import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decrypt } from '../../src/keys/enc-string.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';
import { Addition } from '../../src/providers/addition.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { adds, agrees, asksOwner } from './adding.js';
import { leaves } from './leaving.js';

let world: World;
let old: Provider;
let fresh: Provider;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function anOrganizationWithoutProvider(seats = 5) {
  [old, fresh] = [await aProvider(world), await aProvider(world, { enterprise: 3, enterprisePrice: 600 })];
  client = await old.startsClient({ seats, plan: 'enterprise' });
  owner = await client.confirmedOwner();
  await leaves(client, owner);
}

describe('another provider adds an existing organization', () => {
  beforeAll(() => anOrganizationWithoutProvider());

  test('a provider admin asks by the owner’s address; the owner is mailed', async () => {
    await asksOwner(fresh, owner.email);
    expect(fresh.admin.page.notice).toBe(
      `If ${owner.email} owns an organization without a provider, a mail is on its way.`,
    );
    const mail = await lastMailTo(world, owner.email);
    expect(mail.subject).toBe(`${fresh.name} asks to become your provider`);
    expect(mail.text).toContain(client.name);
    expect(new URL(mail.link).pathname).toBe(`${client.path}/provider`);
  });

  test('the owner sees what they could do and who pays, compares two words and agrees', async () => {
    await owner.visit(`${client.path}/provider`);
    await owner.click(fresh.name);
    expect(owner.page.text).toContain('Clientele charges nobody. The 5 seats count in the pool');
    await owner.submit(`Agree that ${fresh.name} adds ${client.name}`, { firstWord: 'wrong', secondWord: 'words' });
    await owner.unlocksIfAsked();
    expect(owner.page.errorAt('firstWord')).toBe('One of the two words differs.');
    await agrees(client, owner, fresh);
    expect(owner.page.notice).toBe(`You agreed. ${fresh.name} now adds the organization.`);
    expect(await client.row()).toMatchObject({ providerId: null, providerKey: null });
    const mail = await lastMailTo(world, fresh.admin.email);
    expect(mail.subject).toBe(`${client.name} agrees: add it now`);
  });

  test('the admin sees the seats before adding it', async () => {
    await fresh.admin.visit(`${fresh.path}/additions`);
    await fresh.admin.click('See and add');
    expect(fresh.admin.page.text).toContain('1 of 5 in use');
    expect(fresh.admin.page.facts).toMatchObject({ Plan: 'Enterprise' });
    expect(fresh.admin.page.text).toContain('Additional seats purchased 2');
    expect(await fresh.clientNames()).toEqual([]);
  });

  test('added, it is a client with plan, seats and its key under the new provider’s', async () => {
    await adds(client, fresh, 'N-3');
    expect(fresh.admin.page.notice).toBe('It is your client now; its owners are mailed.');
    const row = await client.row();
    expect(row).toMatchObject({ providerId: fresh.id, plan: 'enterprise', seats: 5, reference: 'N-3' });
    const key = SymmetricKey.from(decrypt(row.providerKey as string, await fresh.key()));
    expect(decrypt(row.privateKey, key).length).toBeGreaterThan(1000);
    expect(await fresh.pool('enterprise')).toMatchObject({ allocated: 5, purchased: 2, clients: 1 });
    expect((await fresh.ledger('enterprise')).pop()).toMatchObject({ kind: 'client-added', seats: 5 });
    expect(await world.db.countBy(Addition, { providerId: fresh.id })).toBe(0);
  });

  test('both have a receipt, and both logs tell it; the old provider sees nothing of it', async () => {
    expect((await lastMailTo(world, owner.email)).subject).toBe(`${fresh.name} is the provider of ${client.name} now`);
    expect(await lettersTo(world, fresh.admin.email)).toContain('client-added-provider');
    for (const [who, path] of [
      [fresh.admin, fresh.path],
      [owner, client.path],
    ] as const) {
      await who.visit(`${path}/events`);
      expect(who.page.text).toContain(`Added the existing organization ${client.name} with 5 seats`);
      expect(who.page.text).toContain(`becomes the provider of ${client.name}; two words compared`);
    }
    await old.admin.visit(`${old.path}/events`);
    expect(old.admin.page.text).not.toContain('Added the existing organization');
    await old.admin.visit(client.path);
    expect(old.admin.page.status).toBe(404);
  });

  test('the owner’s page names the new provider, and the vault opens as before', async () => {
    await owner.visit(`${client.path}/provider`);
    expect(owner.page.heading).toBe(fresh.name);
    await owner.visit(`${client.path}/vault`);
    expect(owner.page.text).toContain('Default collection');
  });
});
