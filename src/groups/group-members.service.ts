import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { record } from '../audit/record.js';
import { givingOf } from '../collections/giving.js';
import { grantees } from '../collections/grantees.js';
import { touch } from '../collections/grants.service.js';
import { covers } from '../collections/levels.js';
import { keyset, windowOf } from '../database/keyset.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import type { MembersForm } from './group.form.js';
import { GroupMember } from './group-member.entity.js';

const PAGE = 50;
const BATCH = 1000;
/** How many names one event tells; what is more stands in the next one. */
const IN_ONE = 40;
const ORDER = ['name', 'id'].map((column) => ({ sql: `g.${column}`, as: column }));

interface InGroup {
  id: string;
  name: string;
  email: string;
}

/** Who is in a group. */
@Injectable()
export class GroupMembers {
  async page({ db }: ClientCurrent, groupId: string, after?: string) {
    const page = keyset(ORDER, false, after);
    const rows: InGroup[] = await db.query(
      `SELECT g.* FROM (
        SELECT m.id, COALESCE(u.name, m.email) AS name, m.email, m.status FROM group_members gm
        JOIN members m ON m.id = gm.member_id LEFT JOIN users u ON u.id = m.user_id WHERE gm.group_id = ?) g
       WHERE TRUE ${page.after} ORDER BY ${page.orderBy} LIMIT ${PAGE + 1}`,
      [groupId, ...page.values],
    );
    return windowOf(rows, PAGE, ORDER);
  }

  /** Puts members in, by their ids and by their addresses. @returns how many were not in it yet */
  add(current: ClientCurrent, groupId: string, { ids, who }: MembersForm): Promise<number> {
    return transaction(current, async (current) => {
      await touch(current, 'member_groups', [groupId]);
      const typed = await grantees(current, who);
      if (typed.some(({ kind }) => kind === 'group')) {
        throw refuse(say('A group holds members alone: type addresses. Nothing was saved.'));
      }
      const wanted = [...new Set([...ids, ...typed.map(({ id }) => id)])];
      if (wanted.length === 0) return 0;
      await this.refuseBeyond(current, groupId, wanted);
      const known = await this.inOrganization(current, wanted);
      const there = new Set((await this.among(current, groupId, wanted)).map(({ memberId }) => memberId));
      const added = known.filter(({ id }) => !there.has(id));
      for (let at = 0; at < added.length; at += BATCH) {
        const rows = added.slice(at, at + BATCH).map(({ id }) => ({ groupId, memberId: id }));
        await current.db.insert(GroupMember, rows);
      }
      await this.recordMembers(current, 'group.members-added', groupId, added);
      return added.length;
    });
  }

  remove(current: ClientCurrent, groupId: string, ids: string[]): Promise<number> {
    return transaction(current, async (current) => {
      if (ids.length === 0) throw refuse(say('Choose one member or more.'));
      await touch(current, 'member_groups', [groupId]);
      const known = await this.inOrganization(current, ids);
      const there = new Set((await this.among(current, groupId, ids)).map(({ memberId }) => memberId));
      await current.db.delete(GroupMember, { groupId, memberId: In(ids) });
      const removed = known.filter(({ id }) => there.has(id));
      await this.recordMembers(current, 'group.members-removed', groupId, removed);
      return removed.length;
    });
  }

  /** Nobody gives, by way of a group, what is beyond their own access. */
  private async refuseBeyond(current: ClientCurrent, groupId: string, memberIds: string[]): Promise<void> {
    const giving = await givingOf(current);
    const limits = [...new Set(memberIds.map(giving.to))].filter(({ everywhere }) => !everywhere);
    if (limits.length === 0) return;
    const given: { id: string; name: string; level: number }[] = await current.db.query(
      `SELECT c.id, c.name, a.level FROM group_access a JOIN collections c ON c.id = a.collection_id
       WHERE a.group_id = ? ORDER BY c.path, c.id`,
      [groupId],
    );
    const beyond = given.find(({ id, level }) => limits.some((own) => !covers(own.of(id), level)));
    if (!beyond) return;
    const { name } = beyond;
    throw refuse(say('This group gives more access to {{name}} than you have. Ask somebody who manages it.', { name }));
  }

  private among({ db }: ClientCurrent, groupId: string, ids: string[]): Promise<GroupMember[]> {
    return db.findBy(GroupMember, { groupId, memberId: In(ids) });
  }

  private async inOrganization({ db, client }: ClientCurrent, ids: string[]): Promise<{ id: string; name: string }[]> {
    const found: { id: string; name: string }[] = await db.query(
      `SELECT m.id, COALESCE(u.name, m.email) AS name FROM members m LEFT JOIN users u ON u.id = m.user_id
       WHERE m.organization_id = ? AND m.id IN (?) ORDER BY name, m.id`,
      [client.id, ids],
    );
    if (found.length !== new Set(ids).size) throw new NotThere();
    return found;
  }

  private async recordMembers(
    current: ClientCurrent,
    kind: 'group.members-added' | 'group.members-removed',
    groupId: string,
    members: { name: string }[],
  ): Promise<void> {
    if (members.length === 0) return;
    const [group] = await current.db.query('SELECT id, name FROM member_groups WHERE id = ?', [groupId]);
    for (let at = 0; at < members.length; at += IN_ONE) {
      const names = members.slice(at, at + IN_ONE).map(({ name }) => name);
      await record(current, kind, group, { names: names.join(', ') });
    }
  }
}
