import { Injectable } from '@nestjs/common';
import { asMember, asProvider } from '../client-orgs/capacities.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { NotAllowed, NotThere, refuse } from '../web/refusal.js';
import { type OwnAccess, unmanaged } from './effective-access.js';
import { type Giving, givingOf, type Source } from './giving.js';
import { recordGrants } from './grant-events.js';
import { type Change, cellOf, type GrantTable, TABLES, type Told, tell } from './grant-table.js';
import { covers, EVERYTHING, levelText, MANAGES } from './levels.js';

const RIGHTS = { group: 'groups.manage', member: 'members.manage' } as const;
const BATCH = 1000;
const NAMED = 10;

/** Gives groups and members levels in collections, and takes them away. */
@Injectable()
export class Grants {
  /**
   * Makes all changes or none. A cell that is not any more as its change says it was is named, and nothing is done.
   * @param from what somebody may give, of what is theirs; by default all that reaches them
   * @returns how many cells are others now
   */
  give(current: ClientCurrent, changes: Change[], from?: Source): Promise<number> {
    return transaction(current, async (current) => {
      if (changes.length === 0) return 0;
      await touch(
        current,
        'collections',
        changes.map(({ collectionId }) => collectionId),
      );
      const groups = changes.filter(({ kind }) => kind === 'group').map(({ id }) => id);
      if (groups.length > 0) await touch(current, 'member_groups', groups);
      const told = await tell(current, changes);
      const others = told.filter(({ old, level }) => old !== level);
      refuseOvertaken(others);
      const giving = await givingOf(current, from);
      refuseBeyond(current, others, giving);
      for (const table of TABLES)
        await write(
          current,
          table,
          others.filter(({ kind }) => kind === table.kind),
        );
      await refuseOrphans(current, others);
      const asMembers = beyond(asMember(current), others, () => giving.mine).length === 0;
      await recordGrants(asMembers ? current : asProvider(current), others);
      return others.length;
    });
  }
}

/** Looks rows up in this organization by changing them, so that writers who exclude each other meet here. */
export async function touch({ db, client }: ClientCurrent, table: 'collections' | 'member_groups', ids: string[]) {
  const wanted = [...new Set(ids)];
  const result: { affectedRows: number } = await db.query(
    `UPDATE ${table} SET version = version + 1 WHERE organization_id = ? AND id IN (?)`,
    [client.id, wanted],
  );
  if (result.affectedRows !== wanted.length) throw new NotThere();
}

const sentence = ({ collection, name, old }: Told): Message =>
  say('{{collection}}, {{name}}: {{level}}', { collection, name, level: levelText(old) });

function refuseOvertaken(told: Told[]): void {
  const overtaken = told.filter(({ was, old }) => was !== undefined && was !== old);
  if (overtaken.length === 0) return;
  const cells = overtaken.slice(0, NAMED).map(sentence);
  throw refuse(say('Somebody else changed this meanwhile; nothing is saved yet. It is now: {{cells}}', { cells }));
}

/** Nobody gives or takes a level beyond the own one; and it takes *Manage collection*, or the right to manage such people. */
function beyond(current: ClientCurrent, told: Told[], to: (id: string) => OwnAccess): Told[] {
  return told.filter(({ id, collectionId, kind, old, level }) => {
    const own = to(id).of(collectionId);
    const may = (own & MANAGES) !== 0 || current.rights.has(RIGHTS[kind]);
    return !may || !covers(own, old | level);
  });
}

function refuseBeyond(current: ClientCurrent, told: Told[], { to, isOneself }: Giving): void {
  const refused = beyond(current, told, to);
  if (refused.length === 0) return;
  const cells = refused.slice(0, NAMED).map(sentence);
  if (refused.some(({ id }) => isOneself(id)))
    throw refuse(say('Somebody else has to give you this: {{cells}}. Nothing is saved.', { cells }));
  if (refused.every(({ id, collectionId }) => to(id).of(collectionId) === 0))
    throw new NotAllowed(say('somebody who manages it'));
  throw refuse(say('This goes beyond your own access: {{cells}}. Nothing is saved.', { cells }));
}

/** Where owners and admins do not manage everything, somebody keeps *Manage collection* (reference §4.5). */
async function refuseOrphans(current: ClientCurrent, told: Told[]): Promise<void> {
  const managed = told.filter(({ old }) => old === EVERYTHING);
  if (current.client.rules.adminsManageAll || managed.length === 0) return;
  const orphans = await unmanaged(
    current,
    managed.map(({ collectionId }) => collectionId),
  );
  const names = new Set(
    managed.filter(({ collectionId }) => orphans.includes(collectionId)).map((one) => one.collection),
  );
  if (names.size === 0) return;
  throw refuse(
    say('Give somebody else “Manage collection” first: {{names}} would have nobody. Nothing is saved.', {
      names: [...names].slice(0, NAMED).join(', '),
    }),
  );
}

async function write({ db }: ClientCurrent, { name, column }: GrantTable, told: Told[]): Promise<void> {
  const gone = told.filter(({ level }) => level === 0);
  const given = told.filter(({ level }) => level > 0);
  for (let at = 0; at < gone.length; at += BATCH) {
    await db.query(`DELETE FROM ${name} WHERE (collection_id, ${column}) IN (?)`, [
      gone.slice(at, at + BATCH).map(cellOf),
    ]);
  }
  for (let at = 0; at < given.length; at += BATCH) {
    await db.query(
      `INSERT INTO ${name} (collection_id, ${column}, level) VALUES ? ON DUPLICATE KEY UPDATE level = VALUES(level)`,
      [given.slice(at, at + BATCH).map((one) => [...cellOf(one), one.level])],
    );
  }
}
