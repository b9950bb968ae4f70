import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { record } from '../audit/record.js';
import { changesItems } from '../client-orgs/items-revision.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { type FoundItem, findItems } from './found-items.js';
import { Item } from './item.entity.js';
import { accessToItems, deletes, edits, type ItemAccess, seesPasswords, targetOf } from './item-access.js';
import { noteAllOpened } from './live-items.js';
import { count, type Place, putIn, takeOut, targets } from './placing.js';
import { Replacement } from './replacement.entity.js';

const MOST = 500;

type Act = (current: ClientCurrent, found: FoundItem[], access: ItemAccess) => Promise<void>;

/** What happens to items as a whole, one or many at once: all of it or nothing. */
@Injectable()
export class ItemMoves {
  /**
   * Puts items into these collections, and takes them out of the others in which the person may edit items; collections that the
   * person does not see keep them. A move must not let a hidden secret out: the level has to show it already.
   */
  move(current: ClientCurrent, ids: string[], collectionIds: string[]): Promise<number> {
    return this.all(current, ids, 'item.moved', async (current, found, access) => {
      refuseUnless(
        found.every(({ level }) => edits(level) && seesPasswords(level)),
        say('To move an item you need to edit it and to see its passwords.'),
      );
      refuseUnless(!found.some(inTrash), say('Items in the trash are restored before they are moved.'));
      const wanted = await targets(current, collectionIds, access);
      const leaves = (id: string) => !wanted.includes(id) && edits(access.levelIn([id]));
      await takeOut(
        current,
        placesOf(found).filter(({ collectionId }) => leaves(collectionId)),
      );
      const entering = ({ id, collectionIds }: FoundItem) =>
        wanted
          .filter((one) => !collectionIds.includes(one))
          .map((collectionId): Place => ({ collectionId, itemId: id }));
      await putIn(current, found.flatMap(entering));
      await current.db.increment(Item, { id: In(idsOf(found)) }, 'version', 1);
    });
  }

  trash(current: ClientCurrent, ids: string[]): Promise<number> {
    return this.all(current, ids, 'item.trashed', async (current, found) => {
      mustDelete(current, found);
      const these = found.filter((one) => !inTrash(one));
      await current.db.update(Item, { id: In(idsOf(these)) }, { deletedAt: current.now });
      await count(current, placesOf(these), -1);
    });
  }

  restore(current: ClientCurrent, ids: string[]): Promise<number> {
    return this.all(current, ids, 'item.restored', async (current, found) => {
      mustDelete(current, found);
      const these = found.filter(inTrash);
      await current.db.update(Item, { id: In(idsOf(these)) }, { deletedAt: null });
      await current.db.delete(Replacement, { replacedId: In(idsOf(these)) });
      await count(current, placesOf(these), 1);
    });
  }

  /** For good; only what is in the trash. */
  delete(current: ClientCurrent, ids: string[]): Promise<number> {
    return this.all(current, ids, 'item.deleted', async (current, found) => {
      mustDelete(current, found);
      refuseUnless(found.every(inTrash), say('Only items in the trash are deleted for good.'));
      await current.db.delete(Item, { id: In(idsOf(found)) });
    });
  }

  /** @returns to how many items it was done */
  private all(
    current: ClientCurrent,
    ids: string[],
    kind: 'item.moved' | 'item.trashed' | 'item.restored' | 'item.deleted',
    act: Act,
  ): Promise<number> {
    const chosen = [...new Set(ids)];
    refuseUnless(chosen.length > 0, say('Choose one item or more.'));
    refuseUnless(chosen.length <= MOST, say('Choose at most {{most}} items at once.', { most: MOST }));
    return transaction(current, async (current) => {
      await changesItems(current.db, current.client.id);
      const access = await accessToItems(current);
      const found = await findItems(current, chosen, access);
      await noteAllOpened(current, rowsOf(found));
      await act(current, found, access);
      for (const id of chosen) await record(current, kind, targetOf(id));
      return chosen.length;
    });
  }
}

const inTrash = ({ row }: FoundItem): boolean => row.deletedAt !== null;
const idsOf = (found: FoundItem[]): string[] => found.map(({ id }) => id);
const rowsOf = (found: FoundItem[]): Item[] => found.map(({ row }) => row);
const placesOf = (found: FoundItem[]): Place[] =>
  found.flatMap(({ id, collectionIds }) => collectionIds.map((collectionId) => ({ collectionId, itemId: id })));

function refuseUnless(allowed: boolean, reason: Message): void {
  if (!allowed) throw refuse(reason);
}

const mustDelete = (current: ClientCurrent, found: FoundItem[]): void =>
  refuseUnless(
    found.every(({ level }) => deletes(level, current)),
    say('You can look at this item, but not delete or restore it.'),
  );
