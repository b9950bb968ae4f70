import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { insert } from './clients.js';

const FIRST = ['Åsa', 'Björn', 'Cecilia', 'Ömer', 'Erik', 'Fatima', 'Göran', 'Hanna', 'Ivar', 'Jelena', 'Kim'];
const LAST = ['Ek', 'Åkesson', 'Berg', 'Öberg', 'Dahl', 'Lindström', 'Svensson', 'Nygård', 'Holm', 'Ahmed'];
const ROLES = ['user', 'user', 'user', 'user', 'custom', 'user', 'user', 'admin'];
const STATUSES = ['confirmed', 'confirmed', 'confirmed', 'confirmed', 'accepted', 'confirmed', 'invited', 'revoked'];
const GROUPS = 20;
const BATCH = 500;

/** What to search for: found in three members whatever their number, in all of them, in none. */
export const SEARCHES = { 'few hits': 'qvarnby', 'many hits': 'kund', 'no hit': 'zwxq' };

/** Fills a client of the provider with members by plain SQL: accounts, groups, invitations. @returns its address */
export async function addMembers(sql, { id: providerId }, count) {
  const [[{ id: organizationId }]] = await sql.query(
    "SELECT id FROM organizations WHERE provider_id = ? AND plan = 'enterprise' LIMIT 1",
    [providerId],
  );
  const [[like]] = await sql.query('SELECT * FROM users LIMIT 1');
  const groups = Array.from({ length: GROUPS }, (_, i) => newGroup(organizationId, `Avdelning ${i}`));
  await insert(sql, 'member_groups', groups);
  for (let begin = 0; begin < count; begin += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - begin) }, (_, index) => begin + index);
    const people = numbers.map((number) => newPerson(number, count));
    await insert(
      sql,
      'users',
      people.filter(hasAccount).map((person) => newUser(person, like)),
    );
    await insert(
      sql,
      'members',
      people.map((person) => newMember(person, organizationId)),
    );
    await insert(
      sql,
      'group_members',
      people.flatMap(({ id, number }) =>
        [number % GROUPS, (number + 7) % GROUPS].map((at) => ({ group_id: groups[at].id, member_id: id })),
      ),
    );
    const invited = people.filter(({ status }) => status === 'invited');
    await insert(
      sql,
      'mails',
      invited.map((person) => newMail(person, providerId)),
    );
    await insert(sql, 'invitations', invited.map(newInvitation));
  }
  const [[{ occupied, waiting }]] = await sql.query(
    `SELECT SUM(status <> 'revoked') AS occupied, SUM(status = 'accepted') AS waiting FROM members WHERE organization_id = ?`,
    [organizationId],
  );
  await sql.query('UPDATE organizations SET seats = ?, occupied = ?, remaining = 0, waiting = ? WHERE id = ?', [
    ...[occupied, occupied, waiting, organizationId],
  ]);
  await sql.query('ANALYZE TABLE members, group_members, member_groups, invitations, mails, users');
  return `/organizations/${organizationId}/members`;
}

const hasAccount = ({ status }) => status !== 'invited';

const hadKey = (status) => status === 'confirmed' || status === 'revoked';

const newGroup = (organizationId, name) => ({
  ...{ id: uuid(), organization_id: organizationId, name, name_key: name.toLowerCase(), created_at: new Date() },
});

/** The same people at each run, their names spread over the alphabet, and those few spread over them. */
function newPerson(number, count) {
  const shuffled = (number * 7919) % count;
  const rare = number % Math.floor(count / 3) === 1 && number < count - 1 ? 'Qvarnby ' : '';
  const name = `${FIRST[shuffled % FIRST.length]} ${rare}${LAST[shuffled % LAST.length]} ${shuffled}`;
  const [role, status] = [ROLES[number % ROLES.length], STATUSES[(number * 3) % STATUSES.length]];
  const ids = { id: uuid(), userId: randomUUID(), mailId: uuid() };
  return { ...ids, number, name, email: `p${shuffled}-${count}@kund.example`, role, status };
}

const newUser = ({ userId, name, email, number }, like) => ({
  ...{ ...like, id: userId, name, email, kdf_salt: email, kdf: JSON.stringify(like.kdf) },
  two_step_at: number % 2 ? new Date() : null,
});

const newMember = ({ id, userId, name, email, role, status }, organizationId) => ({
  ...{ id, organization_id: organizationId, user_id: status === 'invited' ? null : userId, email, role, status },
  ...{ name: status === 'invited' ? email : name, search: [name, email].join('\n').normalize('NFC').toLowerCase() },
  ...{ invited_at: new Date(), accepted_at: status === 'invited' ? null : new Date() },
  ...{ confirmed_at: hadKey(status) ? new Date() : null, wrapped_key: hadKey(status) ? 'k'.repeat(346) : null },
  revoked_at: status === 'revoked' ? new Date() : null,
});

const newMail = ({ mailId, email }, providerId) => ({
  ...{ id: mailId, provider_id: providerId, letter: 'invitation', address: email, ids: '{}', state: 'delivered' },
  ...{ attempts: 1, created_at: new Date(), ended_at: new Date() },
});

const newInvitation = ({ id, mailId, email }) => ({
  ...{ id: uuid(), member_id: id, email, token_hash: randomUUID(), mail_id: mailId, state: 'open' },
  ...{ created_at: new Date(), expires_at: new Date(Date.now() + 5 * 24 * 3600 * 1000) },
});
