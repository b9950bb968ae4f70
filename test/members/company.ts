import { v7 as uuid } from 'uuid';
import { adjust } from '../../src/client-orgs/counters.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { memberNames } from '../../src/client-orgs/member-names.js';
import { Collection } from '../../src/collections/collection.entity.js';
import { Group } from '../../src/groups/group.entity.js';
import type { Client } from '../support/client.js';
import type { Person } from '../support/people.js';
import type { World } from '../support/world.js';

export const aGroup = async (world: World, client: Client, name: string): Promise<Group> =>
  world.db.findOneByOrFail(Group, { id: await client.hasGroup(name) });

export const aCollection = async (world: World, client: Client, name: string): Promise<Collection> =>
  world.db.findOneByOrFail(Collection, { id: await client.hasCollection(name) });

export const memberOf = (world: World, client: Client, { id: userId }: Person): Promise<Member> =>
  world.db.findOneByOrFail(Member, { organizationId: client.id, userId });

export const memberAt = (world: World, client: Client, email: string): Promise<Member | null> =>
  world.db.findOneBy(Member, { organizationId: client.id, email });

/** Many people who are invited, without mails. */
export async function manyMembers(world: World, client: Client, count: number): Promise<void> {
  const now = world.clock.now();
  const rows = Array.from({ length: count }, (_, i) => {
    const id = uuid();
    const email = `person-${i}-${id.slice(-8)}@kund.example`;
    const names = memberNames(`Person ${i} Testsson`, email);
    return { id, organizationId: client.id, email, role: 'user', status: 'invited', invitedAt: now, ...names };
  });
  for (let from = 0; from < rows.length; from += 1000) {
    await world.db.insert(Member, rows.slice(from, from + 1000) as never);
  }
  await adjust({ db: world.db, now }, client.id, { occupied: count });
}
