import { In } from 'typeorm';
import { MemberClient } from '../client-orgs/member-client.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import type { ProviderCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { NotThere, refuseField } from '../web/refusal.js';
import type { WorkForm } from './work.form.js';

const SHOWN = 100;
const NAMED = 50;

/** What was typed into the form when it was refused. */
export interface TypedWork {
  shownClients?: string | string[];
  clients?: string | string[];
}
const many = (typed?: string | string[]): string[] => [typed ?? []].flat();

/** The clients to choose from: first those in which the member works, then others that fit the search. */
export async function clientsFor({ db, provider }: ProviderCurrent, typed: TypedWork, search = '', memberId = '') {
  const like = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const rows: { id: string; name: string; works: number }[] = await db.query(
    `SELECT o.id, o.name, c.member_id IS NOT NULL AS works
     FROM organizations o LEFT JOIN member_clients c ON c.organization_id = o.id AND c.member_id = ?
     WHERE o.provider_id = ? AND (c.member_id IS NOT NULL OR o.search LIKE ?) ORDER BY works DESC, o.name, o.id LIMIT ${SHOWN + 1}`,
    [memberId, provider.id, like],
  );
  const [posted, ticked] = [new Set(many(typed.shownClients)), new Set(many(typed.clients))];
  const chosen = ({ id, works }: (typeof rows)[number]) => (posted.has(id) ? ticked.has(id) : works === 1);
  return { rows: rows.slice(0, SHOWN).map((row) => ({ ...row, chosen: chosen(row) })), more: rows.length > SHOWN };
}

/** Where members of the provider work, as the list and the log name it. */
export async function workText(
  { db }: Pick<ProviderCurrent, 'db'>,
  { id, chosenClients }: { id: string; chosenClients: boolean },
): Promise<Message | string> {
  if (!chosenClients) return say('all clients');
  const rows: { name: string }[] = await db.query(
    `SELECT o.name FROM member_clients c JOIN organizations o ON o.id = c.organization_id
     WHERE c.member_id = ? ORDER BY o.name, o.id LIMIT ${NAMED + 1}`,
    [id],
  );
  const names = rows.slice(0, NAMED).map(({ name }) => name);
  return rows.length > NAMED ? say('{{some}} and more', { some: names.join(', ') }) : names.join(', ');
}

/** In how many clients each of these works, for a list; nothing for those who work in all. */
export async function countedClients(
  { db }: ProviderCurrent,
  members: { id: string; chosenClients: number }[],
): Promise<Map<string, number>> {
  const ids = members.filter(({ chosenClients }) => chosenClients).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows: { id: string; count: string }[] = await db.query(
    'SELECT member_id AS id, COUNT(*) AS count FROM member_clients WHERE member_id IN (?) GROUP BY member_id',
    [ids],
  );
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/**
 * Makes the list of each of these members what was chosen; what the form did not show stays.
 * @throws NotThere for what is no client of this provider; Refusal when a chosen list would be empty
 */
export async function chooseClients(
  { db, provider }: ProviderCurrent,
  memberIds: string[],
  form: WorkForm,
): Promise<void> {
  const organizationIds = [...new Set(form.clients)];
  const where = { id: In(organizationIds), providerId: provider.id };
  const lock = { mode: 'pessimistic_read' } as const; // none of them leaves the provider meanwhile
  const found = await db.find(Organization, { select: { id: true }, where, lock });
  if (found.length !== organizationIds.length) throw new NotThere();
  const taken = form.inChosenClients() ? { organizationId: In(form.shownClients) } : {};
  await db.delete(MemberClient, { memberId: In(memberIds), ...taken });
  if (!form.inChosenClients()) return;
  const rows = memberIds.flatMap((memberId) => organizationIds.map((organizationId) => ({ memberId, organizationId })));
  if (rows.length > 0) await db.createQueryBuilder().insert().into(MemberClient).values(rows).orIgnore().execute();
  const [memberId] = memberIds;
  if (await db.existsBy(MemberClient, { memberId })) return;
  throw refuseField('clients', say('Choose one client or more, or all clients.'));
}
