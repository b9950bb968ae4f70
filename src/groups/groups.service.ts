import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { touch } from '../collections/grants.service.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse, refuseField } from '../web/refusal.js';
import { Group } from './group.entity.js';
import type { NewGroupForm } from './group.form.js';
import { GroupMembers } from './group-members.service.js';

const MOST_CHOSEN = 50;

@Injectable()
export class Groups {
  constructor(private readonly members: GroupMembers) {}

  async find({ db, client }: ClientCurrent, id: string): Promise<Group> {
    const group = await db.findOneBy(Group, { id, organizationId: client.id });
    if (!group) throw new NotThere();
    return group;
  }

  create(current: ClientCurrent, { name, who }: Pick<NewGroupForm, 'name' | 'who'>): Promise<Group> {
    return transaction(current, async (current) => {
      const keys = { nameKey: name.toLowerCase(), externalId: null, createdAt: current.now, version: 0 };
      const group = { id: uuid(), organizationId: current.client.id, name, ...keys };
      await unlessTaken(() => current.db.insert(Group, group));
      await record(current, 'group.created', group);
      await this.members.add(current, group.id, { ids: [], who });
      return group;
    });
  }

  rename(current: ClientCurrent, id: string, name: string): Promise<void> {
    return transaction(current, async (current) => {
      await touch(current, 'member_groups', [id]);
      const before = await this.find(current, id);
      if (before.name === name) return;
      await unlessTaken(() => current.db.update(Group, { id }, { name, nameKey: name.toLowerCase() }));
      await record(current, 'group.renamed', { id, name }, { old: before.name, new: name });
    });
  }

  /** The chosen ones, for the page that asks whether to delete them. */
  async chosen({ db, client }: ClientCurrent, ids: string[]): Promise<Group[]> {
    if (ids.length === 0) throw refuse(say('Choose one group or more.'));
    const where = { organizationId: client.id, id: In(ids.slice(0, MOST_CHOSEN)) };
    const found = await db.find(Group, { where, order: { name: 'ASC', id: 'ASC' } });
    if (found.length !== new Set(ids).size) throw new NotThere();
    return found;
  }

  /** Deletes them together; their members stay, and lose what the groups gave them. */
  delete(current: ClientCurrent, ids: string[]): Promise<Group[]> {
    return transaction(current, async (current) => {
      const groups = await this.chosen(current, ids);
      await touch(current, 'member_groups', ids);
      await current.db.delete(Group, { organizationId: current.client.id, id: In(ids) });
      for (const group of groups) await record(current, 'group.deleted', group);
      return groups;
    });
  }
}

async function unlessTaken(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw refuseField('name', say('There is a group with this name. Choose another one.'));
  }
}
