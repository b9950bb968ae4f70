import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { changesItems } from '../client-orgs/items-revision.js';
import { escaped } from '../database/like.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import type { ClientCurrent, Current } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse, refuseField } from '../web/refusal.js';
import { capacityFor, managed, manages, mayDelete } from './authority.js';
import { Collection } from './collection.entity.js';
import type { CollectionForm, NewCollectionForm } from './collection.form.js';
import { ownAccess } from './effective-access.js';
import { toTheNew } from './giving.js';
import { grantees } from './grantees.js';
import { Grants, touch } from './grants.service.js';
import { ItemsInCollections } from './items-in-collections.js';
import { EVERYTHING } from './levels.js';
import { nameKey, pathOf, tidy } from './names.js';

@Injectable()
export class Collections {
  constructor(
    private readonly grants: Grants,
    private readonly items: ItemsInCollections,
  ) {}

  /** A new collection with those who have access from the start; where not everybody who administers manages it, somebody has to. */
  create(current: ClientCurrent, { name, inside, who, to, level }: NewCollectionForm): Promise<Collection> {
    return transaction(current, async (current) => {
      const parent = inside && (await this.parentOf(current, inside));
      const given = [...(await grantees(current, who)), ...to];
      const { everywhere } = await ownAccess(current);
      if (!everywhere && (given.length === 0 || level !== EVERYTHING)) {
        throw refuseField('who', say('Somebody has to manage it: name a group or a member with “Manage collection”.'));
      }
      const whole = parent ? `${parent}/${name}` : name;
      const collection = await this.add(current, current.client.id, whole);
      await record(current, 'collection.created', collection);
      const changes = given.map(({ kind, id }) => ({ collectionId: collection.id, kind, id, level }));
      await this.grants.give(current, changes, toTheNew);
      return collection;
    });
  }

  private async parentOf(current: ClientCurrent, name: string): Promise<string> {
    const where = { organizationId: current.client.id, nameKey: nameKey(tidy(name)) };
    const parent = await current.db.findOneBy(Collection, where);
    if (!parent) throw refuseField('inside', say('There is no collection {{name}}.', { name }));
    return parent.name;
  }

  /** In the transaction of the organization's creation, which records the event. */
  async add(current: Current, organizationId: string, typed: string): Promise<Collection> {
    const collection = rowOf(current, organizationId, typed);
    await unlessTaken(() => current.db.insert(Collection, collection));
    return collection;
  }

  /** Those of an import, which records the event. @returns their ids */
  async addAll(current: ClientCurrent, names: string[]): Promise<string[]> {
    const rows = names.map((name) => rowOf(current, current.client.id, name));
    await unlessTaken(() => current.db.insert(Collection, rows));
    return rows.map(({ id }) => id);
  }

  /** Gives another name or external id; with `children` what lies in it moves along. */
  update(current: ClientCurrent, id: string, { name: typed, externalId, children }: CollectionForm): Promise<string> {
    return transaction(current, async (current) => {
      await touch(current, 'collections', [id]);
      const [before] = await managed(current, [id]);
      const acting = await capacityFor(current, [id]);
      const name = tidy(typed);
      const after = { name, nameKey: nameKey(name), path: pathOf(name), externalId: externalId || null };
      await unlessTaken(() => current.db.update(Collection, { id, organizationId: current.client.id }, after));
      if (before.name !== name) {
        const moved = children === 'yes' ? await this.move(current, before, name) : 0;
        await record(acting, 'collection.renamed', { id, name }, { old: before.name, new: name, inside: moved });
      }
      if (before.externalId !== after.externalId) {
        const ids = { old: before.externalId, new: after.externalId };
        await record(acting, 'collection.external-id-changed', { id, name }, ids);
      }
      return name;
    });
  }

  /** @returns how many lie in it and have other names now */
  private async move(current: ClientCurrent, before: Collection, name: string): Promise<number> {
    const inside = `${escaped(before.nameKey)}/%`;
    const rows: { id: string }[] = await current.db.query(
      'SELECT id FROM collections WHERE organization_id = ? AND name_key LIKE ? FOR UPDATE',
      [current.client.id, inside],
    );
    const own = await ownAccess(current);
    if (!rows.every(({ id }) => manages(own, id))) {
      throw refuse(say('You do not manage everything that lies in it. Rename it without what lies in it.'));
    }
    if (rows.length === 0) return 0;
    const tail = (column: string, old: string) => `CONCAT(?, SUBSTRING(${column}, ${[...old].length + 1}))`;
    await unlessTaken(() =>
      current.db.query(
        `UPDATE collections SET version = version + 1, path = ${tail('path', before.path)},
          name = ${tail('name', before.name)}, name_key = ${tail('name_key', before.nameKey)} WHERE id IN (?)`,
        [pathOf(name), name, nameKey(name), rows.map(({ id }) => id)],
      ),
    );
    return rows.length;
  }

  /** The chosen ones and what becomes of their items, for the page that asks whether to delete them. */
  async leaving(current: ClientCurrent, ids: string[]): Promise<{ collections: Collection[]; items: number }> {
    const collections = await managed(current, ids, mayDelete);
    return { collections, items: await this.items.onlyIn(current.db, ids) };
  }

  /** Deletes them together; items in them become unassigned. */
  delete(current: ClientCurrent, ids: string[]): Promise<Collection[]> {
    return transaction(current, async (current) => {
      await changesItems(current.db, current.client.id);
      const collections = await managed(current, ids, mayDelete);
      const acting = await capacityFor(current, ids, mayDelete);
      await current.db.delete(Collection, { organizationId: current.client.id, id: In(ids) });
      for (const collection of collections) await record(acting, 'collection.deleted', collection);
      return collections;
    });
  }
}

function rowOf({ now }: Current, organizationId: string, typed: string): Collection {
  const name = tidy(typed);
  const keys = { nameKey: nameKey(name), path: pathOf(name), externalId: null };
  return { id: uuid(), organizationId, name, ...keys, createdAt: now, items: 0, version: 0 };
}

/** Two unique names, each with its own field to say so. */
async function unlessTaken(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'ER_DATA_TOO_LONG') throw refuseField('name', say('Use at most {{max}} characters.', { max: 200 }));
    if (!isDuplicate(error)) throw error;
    throw message.includes('external_id')
      ? refuseField('externalId', say('Another one has this external ID.'))
      : refuseField('name', say('There is a collection with this name. Choose another one.'));
  }
}
