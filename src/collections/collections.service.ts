import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { cursorAfter, keyset } from '../database/keyset.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import type { ClientCurrent, Current } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse, refuseField } from '../web/refusal.js';
import { Collection } from './collection.entity.js';

const PAGE = 50;
const NAME = [
  { sql: 'name', as: 'name' },
  { sql: 'id', as: 'id' },
];

@Injectable()
export class Collections {
  /** One page by name. */
  async list(current: ClientCurrent, search = '', after?: string) {
    const page = keyset(NAME, false, after);
    const like = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const rows: { id: string; name: string }[] = await current.db.query(
      `SELECT id, name FROM collections WHERE organization_id = ? AND name_key LIKE ? ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${PAGE + 1}`,
      [current.client.id, like, ...page.values],
    );
    const shown = rows.slice(0, PAGE);
    return { rows: shown, next: rows.length > PAGE ? cursorAfter(NAME, shown[PAGE - 1]) : undefined };
  }

  create(current: ClientCurrent, name: string): Promise<Collection> {
    return transaction(current, async (current) => {
      const collection = await this.add(current, current.client.id, name);
      await record(current, 'collection.created', collection);
      return collection;
    });
  }

  /** In the transaction of the organization's creation, which records the event. */
  async add(current: Current, organizationId: string, name: string): Promise<Collection> {
    const nameKey = name.toLowerCase();
    const collection = { id: uuid(), organizationId, name, nameKey, externalId: null, createdAt: current.now };
    try {
      await current.db.insert(Collection, collection);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw refuseField('name', say('There is a collection with this name. Choose another one.'));
    }
    return collection;
  }

  /** The chosen ones, for the page that asks whether to delete them. Each id is looked up in this organization. */
  async chosen(current: ClientCurrent, ids: string[]): Promise<Collection[]> {
    if (ids.length === 0) throw refuse(say('Choose one collection or more.'));
    const found = await current.db.find(Collection, {
      where: { organizationId: current.client.id, id: In(ids.slice(0, PAGE)) },
      order: { name: 'ASC' },
    });
    if (found.length !== new Set(ids).size) throw new NotThere();
    return found;
  }

  /** Deletes them together; items in them become unassigned. */
  delete(current: ClientCurrent, ids: string[]): Promise<Collection[]> {
    return transaction(current, async (current) => {
      const collections = await this.chosen(current, ids);
      await current.db.delete(Collection, { organizationId: current.client.id, id: In(ids) });
      for (const collection of collections) await record(current, 'collection.deleted', collection);
      return collections;
    });
  }
}
