import { v7 as uuid } from 'uuid';
import { Collection } from '../../src/collections/collection.entity.js';
import { Group } from '../../src/groups/group.entity.js';
import { aMembership } from '../support/members.js';
import type { Provider } from '../support/provider.js';
import type { Stop } from './tour.js';

/** The pages about members of one client, with people in every state. */
export async function memberStops(provider: Provider): Promise<Stop[]> {
  const { world } = provider;
  const client = await provider.startsClient({ name: 'Björk Åkeri', plan: 'enterprise', seats: 12 });
  const { person: owner, path: ownerPath } = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  const admin = await aMembership(client, { role: 'admin', name: 'Adam Admin' });
  const custom = await aMembership(client, { role: 'custom', permissions: ['manage-groups'], name: 'Cleo' });
  const revoked = await aMembership(client, { name: 'Rut', status: 'revoked' });
  const waiting = await aMembership(client, { name: 'Vera Väntar', status: 'accepted' });
  const others = [waiting, await aMembership(client, { name: 'Bo', status: 'accepted' }), admin];
  const at = world.clock.now();
  const kept = { organizationId: client.id, externalId: null, createdAt: at };
  const groups = ['Marknad', 'Ekonomi', 'Ledning'].map((name) => ({
    ...kept,
    id: uuid(),
    name,
    nameKey: name.toLowerCase(),
  }));
  await world.db.insert(Group, groups);
  const { id } = await world.db.findOneByOrFail(Collection, { organizationId: client.id });
  await world.db.query('INSERT INTO group_members VALUES (?, ?)', [groups[0].id, custom.id]);
  await world.db.query('INSERT INTO group_access VALUES (?, ?, 5)', [id, groups[0].id]);
  await world.db.query('INSERT INTO member_access VALUES (?, ?, 3)', [id, custom.id]);
  const ids = others.map((one) => one.id);
  const list = `${client.path}/members`;
  const visit = (name: string, path: string): Stop => ({ name, who: owner, visit: () => owner.visit(path) });
  const post = (name: string, noun: string, form: Record<string, string | string[]>): Stop => ({
    ...{ name, who: owner, visit: () => owner.go({ path: `${list}/${noun}`, form }) },
  });
  return [
    visit('member', custom.path),
    visit('member who is an admin', admin.path),
    visit('own membership', ownerPath),
    visit('member revoked', revoked.path),
    visit('member who waits', waiting.path),
    visit('confirmation of a user', `${waiting.path}/confirmation`),
    {
      ...{ name: 'member refused', who: owner },
      visit: () =>
        owner.visit(ownerPath).then(() => owner.go({ method: 'PATCH', path: custom.path, form: { role: 'x' } })),
    },
    post('bulk confirmation', 'confirmations/new', { ids }),
    post('bulk confirmation refused', 'confirmations', { ids, formId: uuid() }),
    post('removal', 'removals', { ids }),
    post('restoration refused', 'restorations', { ids }),
    visit('leaving', `${client.path}/membership/deletion`),
  ];
}
