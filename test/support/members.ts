import { Member } from '../../src/client-orgs/member.entity.js';
import type { Client, MemberWishes } from './client.js';
import type { Answer } from './page.js';
import type { Person } from './people.js';

/** Somebody together with the own membership in a client. */
export interface Membership {
  person: Person;
  id: string;
  path: string;
  row: () => Promise<Member | null>;
}

export async function aMembership(client: Client, wishes: MemberWishes): Promise<Membership> {
  const person = await client.hasMember(wishes);
  const { db } = client.provider.world;
  const { id } = await db.findOneByOrFail(Member, { organizationId: client.id, email: person.email });
  return { person, id, path: `${client.path}/members/${id}`, row: () => db.findOneBy(Member, { id }) };
}

/** Sends an act of the members' list for these ids. */
export const sends = (by: Person, client: Client, act: 'revocations' | 'restorations' | 'removals', ids: string[]) =>
  by.send({ path: `${client.path}/members/${act}`, form: { ids } });

export const removes = (by: Person, client: Client, ids: string[]): Promise<Answer> =>
  by.send({ method: 'DELETE', path: `${client.path}/members`, form: { ids } });
