import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Member } from '../../src/client-orgs/member.entity.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import type { ProviderConfirms } from '../../src/web/current.js';
import { type Client, wordsAsked } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aMembership, type Membership } from '../support/members.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Membership;
let waiting: Membership;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world, { enterprise: 20 });
  client = await provider.startsClient({ plan: 'enterprise', seats: 9 });
  owner = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  waiting = await aMembership(client, { name: 'Ulla User', status: 'accepted' });
});

async function confirms(by: Person, { person, path }: Membership): Promise<void> {
  await by.visit(`${path}/confirmation`);
  if (by.page.status !== 200) return;
  const [firstWord, secondWord] = wordsAsked(by.page.text).map((number) => person.fingerprint[number - 1]);
  await by.submit(by.page.heading, { firstWord, secondWord });
}
const statusAfter = async (by: Person, member: Membership) => {
  await confirms(by, member);
  return (await member.row())?.status;
};
const revokedAtProvider = ({ id: userId }: Person) =>
  world.db.update(Member, { providerId: provider.id, userId }, { status: 'revoked' });
const set = (providerConfirms: ProviderConfirms) =>
  world.db.update(Organization, { id: client.id }, { providerConfirms });

describe('who waits is confirmed', () => {
  test('by an owner, an admin or a custom member with the permission, and opens the vault', async () => {
    const admin = await aMembership(client, { role: 'admin' });
    const custom = await aMembership(client, { role: 'custom', permissions: ['manage-members'] });
    for (const { person } of [owner, admin, custom]) {
      const one = await aMembership(client, { status: 'accepted' });
      expect(await statusAfter(person, one)).toBe('confirmed');
      await one.person.visit(`${client.path}/vault`);
      expect(one.person.page.status).toBe(200);
      expect(await lettersTo(world, one.person.email)).toEqual(['confirmed']);
    }
    expect(await lettersTo(world, owner.person.email)).toEqual([]);
  });

  test('by the provider, and every confirmed owner is told', async () => {
    const siv = await aServiceUser(provider);
    expect(await statusAfter(siv, waiting)).toBe('confirmed');
    const { letter, text } = await lastMailTo(world, owner.person.email);
    expect([letter, text]).toEqual(['provider-confirmed', expect.stringContaining('Ulla User')]);
  });

  test('an owner by owners and provider admins only; nobody confirms themself', async () => {
    const second = await aMembership(client, { role: 'owner', status: 'accepted' });
    const admin = await aMembership(client, { role: 'admin' });
    expect(await statusAfter(admin.person, second)).toBe('accepted');
    expect(admin.person.page.text).toContain('Only owners and provider admins');
    expect(await statusAfter(await aServiceUser(provider), second)).toBe('accepted');
    const own = await aMembership(client, { role: 'owner', status: 'accepted', person: provider.admin });
    expect(await statusAfter(provider.admin, own)).toBe('accepted');
    expect(await statusAfter(owner.person, second)).toBe('confirmed');
    expect(await client.row()).toMatchObject({ confirmedOwners: 2 });
  });

  test('somebody of the provider, once there is an owner, by an owner only, also while revoked at the provider', async () => {
    const siv = await aServiceUser(provider);
    const admin = await aMembership(client, { role: 'admin' });
    const hers = await aMembership(client, { status: 'accepted', person: siv });
    for (const by of [provider.admin, admin.person]) {
      expect(await statusAfter(by, hers)).toBe('accepted');
      expect(by.page.text).toContain('an owner has to confirm them');
    }
    await revokedAtProvider(siv);
    expect(await statusAfter(provider.admin, hers)).toBe('accepted');
    expect(await statusAfter(owner.person, hers)).toBe('confirmed');
  });
});

describe('the owners’ switch', () => {
  test('is theirs alone, and keeps the provider from confirming', async () => {
    const admin = await aMembership(client, { role: 'admin' });
    await admin.person.visit(`${client.path}/provider`);
    expect(admin.person.page.text).toContain('Your provider may confirm people: Always.');
    await owner.person.visit(`${client.path}/provider`);
    await owner.person.submit('Save', { providerConfirms: 'never' });
    expect(owner.person.page.notice).toBe('Saved. Your provider may confirm people: Never.');
    const [{ details }] = await client.events('provider-access.updated');
    expect(JSON.stringify(details)).toContain('Always');
    expect(await statusAfter(provider.admin, waiting)).toBe('accepted');
    expect(provider.admin.page.text).toContain('The owners have set that their provider does not confirm people.');
    expect(await statusAfter(admin.person, waiting)).toBe('confirmed');
  });

  test('set to until an owner is confirmed, it lets the provider in while none is', async () => {
    await set('until-owner');
    expect(await statusAfter(provider.admin, waiting)).toBe('accepted');
    await world.db.query("UPDATE members SET status = 'accepted', wrapped_key = NULL WHERE id = ?", [owner.id]);
    expect(await statusAfter(provider.admin, waiting)).toBe('confirmed');
  });

  test('counts when the form arrives, not when the page was opened', async () => {
    await provider.admin.visit(`${waiting.path}/confirmation`);
    await set('never');
    await provider.admin.submit(provider.admin.page.heading, { notCompared: true });
    expect(provider.admin.page.status).toBe(422);
    expect((await waiting.row())?.status).toBe('accepted');
  });
});
