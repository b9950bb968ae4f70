import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import type { ClientCurrent } from '../web/current.js';
import { pagerLinks } from '../web/list-page.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { findItems } from './found-items.js';
import { deletes, edits, seesPasswords } from './item-access.js';
import { factsOf } from './item-facts.js';
import { ItemIndexes } from './item-indexes.service.js';
import { ItemList, type ItemQuery } from './item-list.service.js';
import { ITEM_TYPES } from './item-types.js';
import { Items } from './items.service.js';
import type { SecretName } from './secrets.js';
import { TRASH_DAYS } from './trash-sweep.js';

export const itemsPath = ({ client }: ClientCurrent): string => `/organizations/${client.id}/items`;

/** What the pages of items show. */
@Injectable()
export class ItemPages {
  constructor(
    private readonly items: Items,
    private readonly lists: ItemList,
    private readonly indexes: ItemIndexes,
  ) {}

  async list(current: Unlocked<ClientCurrent>, query: ItemQuery) {
    const { rows, all, collections, next } = await this.lists.page(current, query);
    const { search, type, collection, trash } = query;
    return {
      ...{ rows, query, path: itemsPath(current), inTrash: trash === 'yes' },
      ...(trash === 'yes' ? TRASH : { heading: say('Items') }),
      types: [{ value: '', text: say('All types') }, ...typeOptions()],
      filtered: Boolean(search || type || collection),
      collections: [
        { value: '', text: say('All collections') },
        ...(all ? [{ value: 'unassigned', text: say('Unassigned') }] : []),
        ...collections.map(({ id, name }) => ({ value: id, text: name })),
      ],
      values: { type: type ?? '', collection: collection ?? '', search },
      pager: pagerLinks(itemsPath(current), { ...query }, next),
    };
  }

  /** @param revealed the secret that was asked for, in the open */
  async shown(current: Unlocked<ClientCurrent>, id: string, revealed?: { secret: SecretName; value: string }) {
    const [found] = await findItems(current, [id]);
    const item = await this.items.open(current, found);
    const { level, row, collectionIds } = found;
    const open = seesPasswords(level);
    return {
      ...{ id, path: itemsPath(current), name: item.name, notes: item.notes, ...ITEM_TYPES[item.type] },
      ...{ facts: factsOf(item, open), secret: revealed?.secret, revealed },
      past: item.passwordHistory.map(({ at }, place) => ({ at, secret: `past-${place}` })),
      collections: await this.lists.collectionsOf(current, collectionIds),
      unassigned: collectionIds.length === 0,
      may: { edit: edits(level), move: edits(level) && open, delete: deletes(level, current) },
      ...{ hidden: !open, inTrash: row.deletedAt, createdAt: row.createdAt, revisedAt: row.revisedAt },
    };
  }

  /** The chosen items by name, for the pages that ask what to do with them. */
  async chosen(current: Unlocked<ClientCurrent>, posted: string | string[] = []) {
    const ids = new Set([posted].flat());
    const items = (await this.indexes.seen(current)).filter(({ id }) => ids.has(id));
    if (items.length === 0) throw refuse(say('Choose one item or more.'));
    return { path: itemsPath(current), items };
  }

  /** Where the chosen items can go; what all of them are in already is checked, until something else was. */
  async moving(current: Unlocked<ClientCurrent>, { ids, collectionIds, collectionSearch }: Moving) {
    const { items, path } = await this.chosen(current, ids);
    const [first, ...others] = items.map((item) => item.collectionIds);
    const common = first.filter((id) => others.every((one) => one.includes(id)));
    const chosen = collectionSearch === undefined ? common : [collectionIds ?? []].flat();
    return { items, path, choices: await this.lists.choices(current, chosen, collectionSearch) };
  }
}

/** What the form that moves items holds; the search from the second time on. */
interface Moving {
  ids?: string | string[];
  collectionIds?: string | string[];
  collectionSearch?: string;
}

const TRASH = {
  heading: say('Trash'),
  explained: say('What lies here for {{count}} days is deleted for good.', { count: TRASH_DAYS }),
};
export const typeOptions = () => Object.entries(ITEM_TYPES).map(([value, shown]) => ({ value, ...shown }));
