import type { Target } from '../audit/record.js';
import { itemAccess } from '../collections/effective-access.js';
import { EDITS, EVERYTHING, MANAGES, SEES_PASSWORDS } from '../collections/levels.js';
import type { ClientCurrent } from '../web/current.js';

/** What a person may do with the items of an organization: the most permissive of what they have in an item's collections. */
export interface ItemAccess {
  /** Owners and the like: every item, and those in no collection. */
  all: boolean;
  levelIn(collectionIds: readonly string[]): number;
}

export async function accessToItems(current: ClientCurrent): Promise<ItemAccess> {
  const { of, all } = await itemAccess(current);
  if (all) return { all, levelIn: () => EVERYTHING };
  return { all, levelIn: (ids) => ids.reduce((level, id) => level | of(id), 0) };
}

export const sees = (level: number): boolean => level > 0;
export const seesPasswords = (level: number): boolean => (level & SEES_PASSWORDS) > 0;
export const edits = (level: number): boolean => (level & EDITS) > 0;

/** Deleting and restoring needs *Edit items*, or *Manage collection* where the organization says so. */
export const deletes = (level: number, { client: { rules } }: ClientCurrent): boolean =>
  (level & (rules.limitItemDeletion ? MANAGES : EDITS)) > 0;

/** An item's name is a secret of the organization: logs name the item by the end of its id. */
export const targetOf = (id: string): Target => ({ id, name: id.slice(-8) });
