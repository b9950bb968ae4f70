import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import type { Collection } from '../collections/collection.entity.js';
import { nameKey } from '../collections/names.js';
import type { ClientCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { accessToItems, edits, sees } from './item-access.js';
import { ItemIndexes } from './item-indexes.service.js';
import { ITEM_TYPES } from './item-types.js';

const PAGE = 50;
/** More collections than this are not offered one by one: a form has a search for them, and their page leads to the items of each. */
const OFFERED = 100;

export class ItemQuery {
  @Optional(100) search?: string;
  @Optional(10) type?: string;
  /** `unassigned`, or a collection's id. */
  @Optional(36) collection?: string;
  @Optional(3) trash?: string;
  @Optional(50) after?: string;
}

/** The items that a person sees, by name: found in the session's index, in memory. */
@Injectable()
export class ItemList {
  constructor(private readonly indexes: ItemIndexes) {}

  async page(current: Unlocked<ClientCurrent>, { search = '', type, collection, trash, after }: ItemQuery) {
    const { levelIn, all } = await accessToItems(current);
    const index = await this.indexes.of(current);
    const inTrash = trash === 'yes';
    const { rows, next } = index.page({ levelIn, search, type, collection, inTrash, after, limit: PAGE });
    const visible = await collectionsWith(current, (id) => sees(levelIn([id])));
    const names = new Map(visible.map(({ id, name }) => [id, name]));
    return {
      rows: rows.map(({ id, type, name, username, collectionIds, revisedAt }) => ({
        ...{ id, name, username, revisedAt, typeText: ITEM_TYPES[type].text },
        collections: collectionIds.flatMap((one) => names.get(one) ?? []),
        unassigned: collectionIds.length === 0,
      })),
      collections: offered(visible, [collection]),
      all,
      next,
    };
  }

  /** The collections that an item is in, as far as this person sees them. */
  async collectionsOf(current: ClientCurrent, collectionIds: readonly string[]): Promise<Named[]> {
    const { levelIn } = await accessToItems(current);
    return collectionsWith(current, (id) => collectionIds.includes(id) && sees(levelIn([id])));
  }

  /**
   * Collections for putting items into some, by name: of very many those that are chosen already, and the first ones of the others
   * that fit the search.
   */
  async choices(current: ClientCurrent, chosen: readonly string[], search = ''): Promise<Choices> {
    const { levelIn } = await accessToItems(current);
    const all = await collectionsWith(current, (id) => edits(levelIn([id])));
    const words = nameKey(search.trim());
    const found = all.filter(({ id, name }) => !chosen.includes(id) && nameKey(name).includes(words));
    const many = all.length > OFFERED;
    const rows = many ? [...all.filter(({ id }) => chosen.includes(id)), ...found.slice(0, OFFERED)] : all;
    const more = many ? Math.max(0, found.length - OFFERED) : 0;
    return { rows: rows.map((one) => ({ ...one, chosen: chosen.includes(one.id) })), search, many, more };
  }
}

/** What a form offers of the collections. */
interface Choices {
  rows: (Named & { chosen: boolean })[];
  search: string;
  /** Whether there are too many to offer them all. */
  many: boolean;
  /** How many more fit the search. */
  more: number;
}

type Named = Pick<Collection, 'id' | 'name'>;

async function collectionsWith({ db, client }: ClientCurrent, wanted: (id: string) => boolean): Promise<Named[]> {
  const rows: Named[] = await db.query('SELECT id, name FROM collections WHERE organization_id = ? ORDER BY name, id', [
    client.id,
  ]);
  return rows.filter(({ id }) => wanted(id));
}

function offered(all: Named[], chosen: readonly (string | undefined)[]): Named[] {
  const isChosen = ({ id }: Named) => chosen.includes(id);
  if (all.length <= OFFERED) return all;
  return [...all.filter(isChosen), ...all.filter((one) => !isChosen(one)).slice(0, OFFERED)];
}
