import { In } from 'typeorm';
import { Member } from '../client-orgs/member.entity.js';
import { inClient, membersOf, ownMembership, type Place } from '../client-orgs/place.js';
import { type Message, say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';

const MOST = 1000;

/** A membership with what people call it: the account's name and address, else the invited address. */
export interface Chosen extends Member {
  name: string;
  address: string;
}

/** What came of an act for one of the chosen members: done, or why not. */
export interface Outcome {
  member: Chosen;
  refused?: Message;
}

/**
 * The chosen members, each looked up in this place, in the order of their names.
 * @param lock reads them for changing, and the acting person's own membership with them
 */
export async function chosenMembers(current: Place, ids: string[], lock = false): Promise<Chosen[]> {
  const wanted = new Set(ids);
  if (wanted.size === 0) throw refuse(say('Choose one member or more.'));
  if (wanted.size > MOST) throw refuse(say('Choose at most {{max}} members at a time.', { max: MOST }));
  const own = ownMembership(current)?.memberId;
  const found = await current.db.find(Member, {
    where: { ...membersOf(current), id: In([...wanted, ...(lock && own ? [own] : [])]) },
    ...(lock && { lock: { mode: 'pessimistic_write' } }),
  });
  if (lock) stillActs(current, found);
  const members = found.filter(({ id }) => wanted.has(id));
  if (members.length !== wanted.size) throw new NotThere();
  const people = await peopleOf(current, members);
  return members
    .map((member) =>
      Object.assign(member, people.get(member.userId ?? '') ?? { name: member.email, address: member.email }),
    )
    .sort((one, other) => one.name.localeCompare(other.name, current.locale));
}

/** What the guard read of the acting person's own membership may be another by now: reads it for changing. */
export async function mustStillAct(current: Place): Promise<void> {
  const id = ownMembership(current)?.memberId;
  if (id) stillActs(current, await current.db.find(Member, { where: { id }, lock: { mode: 'pessimistic_write' } }));
}

function stillActs(current: Place, found: Member[]): void {
  const membership = ownMembership(current);
  if (!membership) return;
  const own = found.find(({ id }) => id === membership.memberId);
  const same = own?.status === 'confirmed' && own.role === membership.role;
  const permissions = inClient(current) ? current.membership?.permissions.join(' ') : '';
  if (!same || own.permissions !== permissions) {
    throw refuse(say('Your own membership has changed meanwhile. Nothing was done.'));
  }
}

async function peopleOf({ db }: Place, members: Member[]): Promise<Map<string, { name: string; address: string }>> {
  const ids = members.flatMap(({ userId }) => userId ?? []);
  if (ids.length === 0) return new Map();
  const rows: { id: string; name: string; email: string }[] = await db.query(
    'SELECT id, name, email FROM users WHERE id IN (?)',
    [ids],
  );
  return new Map(rows.map(({ id, name, email }) => [id, { name, address: email }]));
}
