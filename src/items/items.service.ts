import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { changesItems } from '../client-orgs/items-revision.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { NotAllowed, NotThere, refuse } from '../web/refusal.js';
import { words } from '../web/words.js';
import { type CodeNow, codeNow } from './authenticator.js';
import { type FoundItem, findItems } from './found-items.js';
import { Item } from './item.entity.js';
import { accessToItems, edits, seesPasswords, targetOf } from './item-access.js';
import { MOST, refuseTooLarge } from './item-limits.js';
import { noteOpened } from './live-items.js';
import { openedRow } from './opened-row.js';
import { putIn, targets } from './placing.js';
import type { PlainItem } from './plain-item.js';
import { type SealedItem, sealItem } from './sealed-item.js';
import { type Removed, type SecretName, secretOf, withHistoryOf, withoutSecrets, withSecretsOf } from './secrets.js';

/** What a form says of the item that it edits. */
export interface Edit extends Removed {
  /** The item's version, as the form knew it. */
  seen: string;
}

const ROOM = 20;

/** Vault items, for members: only a person's own confirmed membership counts here (design §3). */
@Injectable()
export class Items {
  constructor(private readonly keys: OrganizationKeys) {}

  /** The item in plain text; without its secrets for whom the level hides them. */
  async open(current: Unlocked<ClientCurrent>, { row, level }: FoundItem): Promise<PlainItem> {
    const item = openedRow(row, await this.keys.own(current));
    await noteOpened(current, row);
    return seesPasswords(level) ? item : withoutSecrets(item);
  }

  /** One secret, which is an event. @throws NotThere where it is hidden or not there */
  async reveal(current: Unlocked<ClientCurrent>, id: string, name: SecretName): Promise<CodeNow> {
    const [found] = await findItems(current, [id]);
    const secret = secretOf(await this.open(current, found), name);
    const revealed = secret && (name === 'totp-code' ? codeNow(secret, current.now) : { value: secret });
    if (!revealed) throw new NotThere();
    await record(current, 'item.secret-revealed', targetOf(id), { part: name });
    return revealed;
  }

  /** @returns its id */
  async create(
    current: Unlocked<ClientCurrent>,
    formId: string,
    plain: PlainItem,
    collectionIds: string[],
  ): Promise<string> {
    refuseTooLarge(plain);
    const sealed = sealItem(plain, await this.keys.own(current));
    return once(current, formId, async (current) => {
      await changesItems(current.db, current.client.id);
      const id = await insert(current, sealed, await targets(current, collectionIds, await accessToItems(current)));
      await record(current, 'item.created', targetOf(id));
      return id;
    });
  }

  /**
   * A second one of the same, in those of its collections in which the person may edit items. It must not let a hidden secret out:
   * the level has to show it already. @returns its id
   */
  async copy(current: Unlocked<ClientCurrent>, formId: string, id: string): Promise<string> {
    const key = await this.keys.own(current);
    return once(current, formId, async (current) => {
      await changesItems(current.db, current.client.id);
      const access = await accessToItems(current);
      const [found] = await findItems(current, [id], access);
      if (!edits(found.level) || !seesPasswords(found.level)) {
        throw refuse(say('To duplicate an item you need to edit it and to see its passwords.'));
      }
      const item = openedRow(found.row, key);
      const name = words(say('{{name}} (copy)', { name: shortened(item.name) }), current);
      const places = found.collectionIds.filter((one) => edits(access.levelIn([one])));
      await noteOpened(current, found.row);
      const copy = await insert(current, sealItem({ ...item, name, passwordHistory: [] }, key), places);
      await record(current, 'item.copied', targetOf(copy), { of: targetOf(id).name });
      return copy;
    });
  }

  /**
   * Saves what was edited. Secrets that the person may not see stay as they were; a password that was changed goes to the history.
   * @throws Refusal when somebody else changed it meanwhile, or the level does not allow editing
   */
  async update(current: Unlocked<ClientCurrent>, id: string, edited: PlainItem, edit: Edit): Promise<void> {
    const key = await this.keys.own(current);
    await transaction(current, async (current) => {
      await changesItems(current.db, current.client.id);
      const [{ row, level }] = await findItems(current, [id]);
      if (edited.type !== row.type) throw new NotThere();
      if (!edits(level)) throw new NotAllowed(say('somebody who can edit it'));
      if (row.deletedAt) throw refuse(say('This item is in the trash. Restore it first.'));
      if (String(row.version) !== edit.seen) {
        throw refuse(say('Somebody changed this item meanwhile. Open it again, and make your change there.'));
      }
      await noteOpened(current, row);
      const before = openedRow(row, key);
      const whole = withSecretsOf(edited, before, { ...edit, seesSecrets: seesPasswords(level) });
      const remembering = withHistoryOf(whole, before, current.now);
      refuseTooLarge(remembering);
      const sealed = sealItem(remembering, key);
      const version = row.version + 1;
      await current.db.update(Item, { id }, { ...sealed, version, revisedAt: current.now } as object);
      await record(current, 'item.updated', targetOf(id));
    });
  }
}

/** With room for the word that tells a copy from what it was made of. */
const shortened = (name: string): string => [...name].slice(0, MOST.name - ROOM).join('');

async function insert(current: ClientCurrent, sealed: SealedItem, collectionIds: string[]): Promise<string> {
  const id = uuid();
  const times = { createdAt: current.now, revisedAt: current.now, deletedAt: null };
  await current.db.insert(Item, { id, organizationId: current.client.id, ...sealed, version: 1, ...times });
  await putIn(
    current,
    collectionIds.map((collectionId) => ({ collectionId, itemId: id })),
  );
  return id;
}
