import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { aLogin, hasItems } from '../support/items.js';
import { aMembership, type Membership } from '../support/members.js';
import { aProvider, aServiceUser } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let pia: Membership;
/** Pia's membership manages Mine, and that alone. */
let [mine, finance] = ['', ''];
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world);
  client = await provider.startsClient({ seats: 9 });
  await aMembership(client, { role: 'owner' });
  pia = await aMembership(client, { person: await aServiceUser(provider) });
  [mine, finance] = [await client.hasCollection('Mine'), await client.hasCollection('Finance')];
  await client.gives(pia.person, { id: mine }, 15);
});
afterAll(() => world.close());

const ofProvider = {
  capacity: 'service user',
  get providerId() {
    return provider.id;
  },
};
const ofMember = { capacity: 'user', providerId: null };
const sends = async (method: string, path: string, form: Record<string, string>) => {
  const { status } = await pia.person.send({
    method,
    path: `${client.path}/${path}`,
    form: { formId: randomUUID(), who: '', ...form },
  });
  expect(status).toBe(303);
};
const last = async (kind: string) => (await client.events(kind)).pop();
const group = async (name: string) => {
  await sends('POST', 'groups', { name });
  return last('group.created');
};

test('what a service user does in a client in which they are a user stands in its log as done for the provider', async () => {
  await pia.person.visit(client.path);
  expect(await last('client.visited')).toMatchObject(ofProvider);
  const { targetId } = (await group('Sales')) as { targetId: string };
  expect(await last('group.created')).toMatchObject(ofProvider);
  await sends('PATCH', `collections/${finance}/access`, { to: `group-${targetId}`, level: '3' });
  expect(await last('collection.access-changed')).toMatchObject(ofProvider);
  await sends('PATCH', `collections/${finance}`, { name: 'Ekonomi', externalId: '' });
  expect(await last('collection.renamed')).toMatchObject(ofProvider);
});

test('and what the membership lets them do, as done by that member', async () => {
  const { targetId } = (await group('Board')) as { targetId: string };
  await sends('PATCH', `collections/${mine}/access`, { to: `group-${targetId}`, level: '3' });
  expect(await last('collection.access-changed')).toMatchObject(ofMember);
  await sends('PATCH', `collections/${mine}`, { name: 'My own', externalId: '' });
  expect(await last('collection.renamed')).toMatchObject(ofMember);
  const [item] = await hasItems(client, [aLogin()], [{ id: mine }]);
  await pia.person.send({ path: `${client.path}/items/${item}/secrets/password`, form: {} });
  expect(await last('item.secret-revealed')).toMatchObject(ofMember);
});

test('the band above a page says as whom they are there', async () => {
  const band = () => pia.person.page.root.all('aside').map(({ text }) => text);
  await pia.person.visit(`${client.path}/members`);
  expect(band()).toEqual([expect.stringContaining('you work here as provider')]);
  await pia.person.visit(`${client.path}/items`);
  expect(band()).toEqual([expect.stringContaining('— as User')]);
});
